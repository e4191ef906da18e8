import type { Instant } from '../../kernel/index.ts';

export const WIKI_KINDS = ['confluence_cloud', 'confluence_server'] as const;
type WikiKind = (typeof WIKI_KINDS)[number];

/** Where reports are published as pages. Its secret is sealed, and nobody sees it again. */
export interface Wiki {
  readonly kind: WikiKind;
  /** Where people open it; its API is found from here. */
  readonly url: string;
  /** The key of the space. */
  readonly space: string;
  /** The page below which reports stand; null: at the top of the space. */
  readonly parentId: string | null;
  /** Of Confluence Cloud: the account's e-mail address. */
  readonly username: string | null;
  readonly sealedSecret: string;
}

/** A wiki with its secret in the clear, for as long as a request takes. */
export interface ReachableWiki extends Omit<Wiki, 'sealedSecret'> {
  readonly secret: string;
}

/** A page as the wiki has it. */
export interface WikiPage {
  readonly id: string;
  readonly url: string;
  readonly version: number;
  readonly body: string;
  /** Not in the trash. */
  readonly current: boolean;
}

/** What a page says: its title, unique in the space, and its text in the storage format. */
export interface PageContent {
  readonly title: string;
  readonly body: string;
}

/** What both kinds of Confluence can do. Each call may throw VendorTrouble. */
export interface WikiVendor {
  probe(): Promise<void>;
  find(title: string): Promise<WikiPage | null>;
  create(content: PageContent): Promise<WikiPage>;
  get(id: string): Promise<WikiPage>;
  update(page: WikiPage, content: PageContent): Promise<WikiPage>;
  label(id: string, names: readonly string[]): Promise<void>;
}

/** The job that brings one report to the wiki; its key is the incident's id. */
export const PAGE_TASK = 'reviews.page';

export const PAGE_STATES = ['waiting', 'published', 'changed', 'gone', 'failed'] as const;
/**
 * waiting: to be published, at `nextAt`. changed: somebody edited the page there, and it is replaced only when somebody says so. gone: the page
 * was deleted there. failed: it was refused, and somebody has to look.
 */
type PageState = (typeof PAGE_STATES)[number];

/** The page of an incident's report. */
export interface ReportPage {
  readonly incidentId: string;
  readonly state: PageState;
  /** The version of the report that is to stand there. */
  readonly wanted: number;
  /** Whether what somebody edited there may be replaced. */
  readonly replace: boolean;
  readonly pageId: string | null;
  readonly url: string | null;
  /** The number that the wiki gave to what was last written; another one means that somebody edited the page. */
  readonly pageVersion: number | null;
  /** The version of the report that stands there. */
  readonly version: number | null;
  readonly publishedAt: Instant | null;
  /** An attempt to create it has begun: its answer may be lost, and the page is looked for first. */
  readonly creatingSince: Instant | null;
  readonly attempts: number;
  readonly problem: string | null;
  readonly busyUntil: Instant | null;
  readonly nextAt: Instant | null;
}

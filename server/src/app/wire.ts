import { createChannels } from '../channels/index.ts';
import {
  accountMail,
  addressBookOf,
  countAttempts,
  createAckLinks,
  createChannelState,
  createCommunication,
  createContactTests,
  createMessageOwners,
  openingLinks,
} from '../communication/index.ts';
import { escalationEntries } from '../escalation/index.ts';
import {
  actorName,
  createIncidentsChapter,
  createRegistry,
  incidentEntries,
  namesFrom,
} from '../incidents/index.ts';
import { investigationEntries } from '../investigation/index.ts';
import type { Actor } from '../kernel/index.ts';
import { Mailbox } from '../mailbox/index.ts';
import { OnCall, readPolicyFacts } from '../oncall/index.ts';
import { createAudit, createLimitedSessions } from '../platform/auth/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Metrics } from '../platform/telemetry/index.ts';
import { createPolicies } from '../policy/index.ts';
import { reportEntries } from '../reports/index.ts';
import { resolutionEntries } from '../resolution/index.ts';
import { reviewEntries } from '../reviews/index.ts';
import { roomEntries } from '../rooms/index.ts';
import { runbookEntries } from '../runbooks/index.ts';
import { StatusPages, statuspageEntries } from '../statuspage/index.ts';
import { createTasks, taskEntries } from '../tasks/index.ts';
import { Audiences, createLeaveLinks, updateEntries } from '../updates/index.ts';
import { writeBackEntries } from '../writeback/index.ts';
import { wireAccounts } from './accounts.ts';
import { wireArchives } from './archive.ts';
import { wireConfig } from './config-apply/wire.ts';
import { wireDetection } from './detection.ts';
import { wireDirectory } from './directory.ts';
import { incidentUrl, wireEscalation } from './escalation.ts';
import { wireInsights } from './insights.ts';
import { wireInvestigation } from './investigation.ts';
import type { BuildOptions } from './options.ts';
import { wirePreparation } from './preparation.ts';
import { wireReports } from './reports.ts';
import { wireResolution } from './resolution.ts';
import { wireReviews } from './reviews.ts';
import { wireRooms } from './rooms.ts';
import { wireRunbooks } from './runbooks.ts';
import type { Services } from './services.ts';
import { createEmit, subscribe } from './subscriptions.ts';
import { wireUpdates } from './updates.ts';
import { warRoomUrl } from './war-room.ts';
import { wireWebhooks } from './webhooks.ts';
import { wireWriteBack } from './writeback.ts';

/** The kinds of entries that an incident's log can have: of each chapter that writes any. */
const ENTRIES = [
  incidentEntries,
  escalationEntries,
  investigationEntries,
  roomEntries,
  updateEntries,
  reportEntries,
  statuspageEntries,
  resolutionEntries,
  runbookEntries,
  taskEntries,
  reviewEntries,
  writeBackEntries,
] as const;

const COMMUNICATION_KINDS = new Set(
  [updateEntries, statuspageEntries].flatMap(({ kinds }) => Object.keys(kinds)),
);

const authorsOf = (directory: Services['directory']) => async (reader: Reader) => {
  const names = namesFrom({ directory: await directory.facts(reader), integrations: new Map() });
  return (actor: Actor) => actorName(actor, names);
};

/**
 * Makes the services, each of those made before it. `later` is the one place where something is used that is made after: a
 * chapter that reports to a later one (an alert to incidents, a command to escalation) asks it when that happens.
 */
export function createServices(options: BuildOptions, metrics: Metrics): Services {
  const { config, clock, database, log, wakeApartMs } = options;
  const { publicUrl, secret, allowedHosts, payloadDays, evidenceRoom, reporterDays } = config;
  let made: Services | undefined;
  const later = (): Services => {
    if (made === undefined) throw new Error('The services are asked for before all of them are made.');
    return made;
  };
  const owners = createMessageOwners();
  const emit = createEmit(() => subscribe({ ...later(), incidents: later().incidents.handlers }));
  const audit = createAudit(clock);
  const state = (kind: string) => createChannelState({ database, clock, secret }, kind);
  const channels = openingLinks(createChannels({ ...config, clock, state }, config.channels), secret);
  const directory = wireDirectory({ clock, audit, channels, publicUrl, later });
  const warRoomOf = warRoomUrl(config.warRoomUrl, secret);
  const ports = { clock, database, audit, directory, publicUrl, warRoomUrl: warRoomOf };
  const onCall = new OnCall({ ...ports, db: database.db, directory: directory.facts, lock: directory.lock });
  const policies = createPolicies({
    ...ports,
    facts: readPolicyFacts(directory, onCall, clock),
    names: authorsOf(directory),
  });
  const detection = wireDetection({
    ...{ ...ports, log, policies, emit, later },
    ...{ payloadDays, allowedHosts, wakeApartMs },
  });
  const incidents = createIncidentsChapter({
    ...{ clock, emit, directory, policies },
    entries: createRegistry([...ENTRIES]),
    ...{ reader: database.db, transaction: database.transaction },
    alerts: detection,
    integrationNames: detection.integrationNames,
    peopleTold: (reader, ids) => later().escalation.peopleTold(reader, ids),
    pagingNow: (reader, ids) => later().escalation.pagingNow(reader, ids),
    drillPeople: (tx, drillId) => later().drills.peopleOf(tx, drillId),
    answersForRole: (...asked) => later().escalation.answersForRole(...asked),
    previewReplan: (tx, incident, change) => later().escalation.preview(tx, incident, change),
    gate: (tx, incident, to) => later().resolution.gate(tx, incident, to),
    enqueue: (tx, drafts) => later().communication.enqueue(tx, drafts),
    ...{ incidentUrl: incidentUrl(publicUrl), warRoomUrl: warRoomOf },
  });
  const delivery = {
    ...{ ...ports, log, channels, emit, owners },
    addressBook: addressBookOf(directory),
    observe: countAttempts(metrics),
    drillAudience: (tx: Tx, id: string) => later().drills.audience(tx, id),
  };
  const communication = createCommunication(delivery);
  const ackLinks = createAckLinks({ secret, publicUrl, clock });
  const limited = createLimitedSessions({ secret, publicUrl, clock, database });
  const contactTests = createContactTests({ delivery, directory, links: ackLinks });
  const told = { ...ports, communication, ackLinks, incidents: incidents.incidents };
  const escalation = wireEscalation({ ...told, onCall, policies, channels, later });
  const leaveLinks = createLeaveLinks({ secret, publicUrl });
  const chats = wireRooms({ ...told, channels, state, onCall, escalation, later }, incidents);
  const updates = wireUpdates({ ...told, policies, escalation, leaveLinks, ...chats });
  const audiences = new Audiences(ports);
  const statusPages = new StatusPages({
    ...{ ...ports, secret, channels, incidents: incidents.incidents, folder: config.statusPageFolder },
    bucket: config.statusPageBucket,
    communication: () => communication,
  });
  const resolution = wireResolution({
    ...told,
    secret,
    policies,
    detection,
    escalation,
    updates,
    statusPages,
    later,
  });
  const mailFrom = String(config.channels.MAIL_FROM);
  const after = { ...told, onCall, policies, escalation, updates, secret, allowedHosts };
  const learning = wireReviews({ ...after, mailFrom, communicationKinds: COMMUNICATION_KINDS });
  const numbers = wireInsights({ ...after, ...learning, statusPages });
  const sendMail = accountMail(communication, directory, secret);
  const webhooks = wireWebhooks({ ...told, log, secret, allowedHosts });
  const looking = wireInvestigation({ ...told, secret, allowedHosts, evidenceRoom, detection, later });
  const guiding = wireRunbooks({ ...told, policies, detection, checks: looking.checks });
  made = {
    ...{ emit, channels, directory, onCall, policies, detection, incidents },
    ...{ communication, delivery, contactTests, owners, ackLinks, limited, escalation, updates, statusPages },
    ...{ ...chats, webhooks, audiences, leaveLinks, ...resolution, ...learning, ...numbers, ...guiding },
    ...wireReports({ ...told, policies, escalation, reporterDays }),
    mailbox: new Mailbox({ ...told, channels }),
    ...wirePreparation({ ...after, detection, later }),
    tasks: createTasks({ ...after, incidentUrl: incidentUrl(publicUrl) }),
    ...looking.services,
    writeBack: wireWriteBack({ ...after, detection }),
    ...wireArchives({ ...after, ...learning, ...looking.services, channels }),
    accounts: wireAccounts({ ...options, directory, audit, sendMail, channels, limited }),
    config: wireConfig({
      ...{ ...ports, ...looking.services, ...guiding },
      ...{ onCall, detection, policies, statusPages, audiences, rooms: chats.rooms, webhooks },
      trackers: learning.trackers,
    }),
  };
  return made;
}

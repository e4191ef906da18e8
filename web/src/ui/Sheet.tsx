import { ActionIcon, Button } from '@mantine/core';
import {
  type FormEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { beyondFields, fieldErrors } from '../api/problem.ts';
import { backCloses } from './back.ts';
import { focusFirst, returnFocus } from './focus.ts';
import { Icon } from './Icon.tsx';
import { ErrorState } from './Page.tsx';

/**
 * A dialog: centred on a desktop, a sheet from below on a phone. It is the browser's own modal `<dialog>`,
 * which traps focus and closes on Escape without any script of ours.
 */
export function Sheet(props: {
  title: string;
  open: boolean;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { open, onClose } = props;
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      focusFirst(dialog);
    }
    if (!open && dialog.open) dialog.close();
    return open ? returnFocus : undefined;
  }, [open]);
  const onBack = useEffectEvent(onClose);
  useEffect(() => (open ? backCloses(() => onBack()) : undefined), [open]);
  return (
    <dialog
      ref={ref}
      className="sheet"
      data-wide={props.wide ? '' : undefined}
      aria-labelledby={id}
      onClose={onClose}
    >
      {open ? (
        <>
          <div className="sheet-head">
            <h2 id={id} tabIndex={-1}>
              {props.title}
            </h2>
            <ActionIcon aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </ActionIcon>
          </div>
          <div className="sheet-body">{props.children}</div>
        </>
      ) : null}
    </dialog>
  );
}

/** Shows a sheet from its beginning: for content that takes the place of a form. @param inside anything in the sheet */
export function scrollToTop(inside: HTMLElement | null): void {
  for (let box = inside?.parentElement; box; box = box.parentElement) {
    box.scrollTop = 0;
    if (box.tagName === 'DIALOG') return;
  }
}

/**
 * A form that opens within a page, under a button at the lower edge, would open out of sight; and parts of the page that
 * load after it would push it out again. Until somebody does something, for then they look where they want.
 * @returns what ends it
 */
function keepInSight(form: HTMLElement): () => void {
  const show = () => form.scrollIntoView({ block: 'nearest' });
  const grown = new ResizeObserver(show);
  const end = () => {
    grown.disconnect();
    for (const act of ACTS) window.removeEventListener(act, end);
  };
  for (const act of ACTS) window.addEventListener(act, end, { passive: true });
  grown.observe(document.body);
  show();
  return end;
}

const ACTS = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * A form that runs one command: shows it running, keeps what was typed when it fails, and says why.
 * `children` gets the messages by field name that the server attached to its refusal.
 */
export function CommandForm(props: {
  submit: string;
  run: () => Promise<unknown>;
  onDone?: () => void;
  onCancel?: () => void;
  disabled?: boolean;
  children?: (errors: Record<string, string>) => ReactNode;
  /** What stays in sight above the buttons when the form is longer than its sheet. */
  foot?: (errors: Record<string, string>) => ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const form = useRef<HTMLFormElement>(null);
  const unsaid = useUnsaid(form, error);
  const opensInPage = props.onCancel !== undefined;
  useEffect(() => {
    if (opensInPage && form.current && !form.current.closest('dialog')) return keepInSight(form.current);
  }, [opensInPage]);
  const [missing, setMissing] = useState<string>();
  const run = async (event: FormEvent) => {
    event.preventDefault();
    const faulty = form.current?.querySelector<Field>(':is(input, textarea, select):invalid');
    setMissing(faulty ? faultOf(faulty) : undefined);
    if (faulty) return faulty.focus();
    setBusy(true);
    setError(undefined);
    try {
      await props.run();
      props.onDone?.();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="form" onSubmit={run} ref={form} noValidate>
      {props.children?.(fieldErrors(error))}
      <div className="form-foot">
        {props.foot?.(fieldErrors(error))}
        {missing ? (
          <p className="field-error" role="alert">
            {missing}
          </p>
        ) : null}
        {unsaid ? <ErrorState error={unsaid} /> : null}
        <div className="form-actions">
          <Button type="submit" variant="filled" loading={busy} disabled={props.disabled ?? false}>
            {props.submit}
          </Button>
          {props.onCancel ? <Button onClick={props.onCancel}>Cancel</Button> : null}
        </div>
      </div>
    </form>
  );
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** In our words and place: the browser's own bubble hangs over the page, in its own language, and is gone after seconds. */
function faultOf(field: Field): string {
  const group = field.closest('fieldset')?.querySelector('legend')?.textContent;
  const name = (field.type === 'radio' ? group : field.labels?.[0]?.textContent) || 'This field';
  const label = name.replace(/\s*\*$/, '').replace(/[?:]$/, '');
  return field.validity.valueMissing ? `“${label}” is required.` : `“${label}”: ${field.validationMessage}`;
}

/**
 * What of a refusal the fields of the form do not say themselves, so that each thing is said once. Read from the page after
 * it was drawn, because only there is known which fields a form has; and then the keyboard goes to the first faulty one.
 */
function useUnsaid(form: RefObject<HTMLFormElement | null>, error: unknown): unknown {
  const [unsaid, setUnsaid] = useState<unknown>();
  useLayoutEffect(() => {
    const said = [...(form.current?.querySelectorAll('.mantine-InputWrapper-error, .field-error') ?? [])];
    setUnsaid(beyondFields(error, (message) => said.some(({ textContent }) => textContent === message)));
  }, [form, error]);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, error]);
  return unsaid;
}

/** Asks once more before something that cannot be undone; says what will happen, not "are you sure". */
export function Confirm(props: {
  title: string;
  open: boolean;
  onClose: () => void;
  action: string;
  run: () => Promise<unknown>;
  children: ReactNode;
}) {
  return (
    <Sheet title={props.title} open={props.open} onClose={props.onClose}>
      <CommandForm submit={props.action} run={props.run} onDone={props.onClose} onCancel={props.onClose}>
        {() => <div className="muted">{props.children}</div>}
      </CommandForm>
    </Sheet>
  );
}

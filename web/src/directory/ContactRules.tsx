import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { nameList } from '../escalation/next-words.ts';
import { Icon } from '../ui/Icon.tsx';
import { Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { duration } from '../ui/time.ts';
import { type ContactRule, type PersonDetail, peopleCommands, type RuleInput } from './api.ts';

type Purpose = 'page' | 'notice';

const words: Record<Purpose, { title: string; text: string }> = {
  page: { title: 'When paged', text: 'A page repeats until it is acknowledged.' },
  notice: {
    title: 'When notified',
    text: 'A notice needs no response. Later contact methods are used only if earlier ones failed.',
  },
};

/** "At once by X, after 5 min by Y", for pages and for notices. */
export function ContactRules({ person, mayChange }: { person: PersonDetail; mayChange: boolean }) {
  const [editing, setEditing] = useState<Purpose | null>(null);
  return (
    <Section title="Contact rules">
      <ul className="card list">
        {(['page', 'notice'] as const).map((purpose) => (
          <li key={purpose} className="list-row">
            <span className="grow">
              <strong>{words[purpose].title}</strong>
              <span className="sub">
                <Sentence rules={person.contactRules[purpose]} />
              </span>
              {ownOf(person, purpose) ? null : <span className="small muted sub">Default</span>}
            </span>
            {mayChange && person.contactMethods.length > 0 ? (
              <Button
                size="xs"
                aria-label={`Edit: ${words[purpose].title.toLowerCase()}`}
                onClick={() => setEditing(purpose)}
              >
                {' '}
                Edit{' '}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Sheet
        title={editing ? words[editing].title : ''}
        open={editing !== null}
        onClose={() => setEditing(null)}
      >
        {editing ? <RulesForm person={person} purpose={editing} onClose={() => setEditing(null)} /> : null}
      </Sheet>
    </Section>
  );
}

function ownOf(person: PersonDetail, purpose: Purpose): boolean {
  return purpose === 'page' ? person.contactRules.ownPage : person.contactRules.ownNotice;
}

/** "Immediately by e-mail, after 5 min by SMS." */
function Sentence({ rules }: { rules: readonly ContactRule[] }) {
  if (rules.length === 0) return 'Never';
  const moments = [...Map.groupBy(rules, ({ afterSeconds }) => afterSeconds)];
  const parts = moments.map(
    ([seconds, ways]) =>
      `${seconds === 0 ? 'immediately' : `after ${duration(seconds)}`} by ${nameList(ways.map(({ label }) => inSentence(label)))}`,
  );
  const text = parts.join(', ');
  const words = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`.split(/(\be-mail\b)/);
  return words.map((word, at) =>
    word === 'e-mail' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a word has no identity but its place
      <span key={at} className="whole">
        {word}
      </span>
    ) : (
      word
    ),
  );
}

/** A method that nobody gave a name of its own has the channel's, which is a word like others within a sentence. */
const inSentence = (label: string): string => label.replace(/^E-mail\b/, 'e-mail');

const delays = [0, 60, 120, 180, 300, 600, 900, 1800, 3600];

function RulesForm(props: { person: PersonDetail; purpose: Purpose; onClose: () => void }) {
  const { person, purpose, onClose } = props;
  const queries = useQueryClient();
  const [rules, setRules] = useState<RuleInput[]>(
    person.contactRules[purpose].map(({ afterSeconds, contactMethodId }) => ({
      afterSeconds,
      contactMethodId,
    })),
  );
  const save = async (next: RuleInput[]) => {
    await peopleCommands.setRules(person.id, { [purpose]: next });
    await queries.invalidateQueries({ queryKey: ['directory'] });
  };
  const set = (at: number, rule: RuleInput) => setRules(rules.map((each, i) => (i === at ? rule : each)));
  const first = person.contactMethods[0];
  return (
    <CommandForm
      submit="Save"
      run={() => save(rules)}
      onDone={() => {
        tell('Saved.');
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <>
          <p className="muted">{words[purpose].text}</p>
          <ol className="stack">
            {rules.map((rule, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity but its place
              <li key={at} className="row">
                <NativeSelect
                  aria-label={`Delay, rule ${at + 1}`}
                  data={[...new Set([...delays, rule.afterSeconds])]
                    .sort((a, b) => a - b)
                    .map((seconds) => ({
                      value: String(seconds),
                      label: seconds === 0 ? 'immediately' : `after ${duration(seconds)}`,
                    }))}
                  value={String(rule.afterSeconds)}
                  onChange={(event) => set(at, { ...rule, afterSeconds: Number(event.currentTarget.value) })}
                />
                <NativeSelect
                  aria-label={`Contact method, rule ${at + 1}`}
                  data={person.contactMethods.map((method) => ({ value: method.id, label: method.label }))}
                  value={rule.contactMethodId}
                  onChange={(event) => set(at, { ...rule, contactMethodId: event.currentTarget.value })}
                />
                <ActionIcon
                  aria-label={`Remove rule ${at + 1}`}
                  onClick={() => setRules(rules.filter((_, i) => i !== at))}
                >
                  <Icon name="close" size={16} />
                </ActionIcon>
              </li>
            ))}
          </ol>
          <div className="row">
            {first ? (
              <Button
                size="xs"
                onClick={() => setRules([...rules, { afterSeconds: 300, contactMethodId: first.id }])}
              >
                Add rule
              </Button>
            ) : null}
            {ownOf(person, purpose) ? (
              <Button size="xs" onClick={() => setRules([])}>
                Reset to default
              </Button>
            ) : null}
          </div>
          {rules.length === 0 ? <p className="small muted">No rules: the default applies.</p> : null}
        </>
      )}
    </CommandForm>
  );
}

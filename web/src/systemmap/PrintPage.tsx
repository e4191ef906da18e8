import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { teamsQuery } from '../directory/api.ts';
import { roleName } from '../escalation/words.ts';
import { policyQuery, policyTextQuery } from '../policy/api.ts';
import { Preview } from '../runbooks/Preview.tsx';
import { forWhat } from '../runbooks/RunbooksPage.tsx';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Prose, readMarkdown } from '../ui/Prose.tsx';
import { Tick } from '../ui/Tick.tsx';
import { Time } from '../ui/Time.tsx';
import { contactsQuery, type SystemMap, systemMapQuery, wholeRunbooksQuery } from './api.ts';
import { PrintedMap } from './PrintedMap.tsx';
import { onCallText } from './SystemTable.tsx';
import '../runbooks/runbooks.css';
import './map.css';
import './print.css';

const PARTS = [
  ['map', 'System map'],
  ['directory', 'Teams and people'],
  ['policy', 'Policy'],
  ['runbooks', 'Runbooks'],
] as const;
type Part = (typeof PARTS)[number][0];

/** What is needed on the day the network is down, to be kept on paper or as a file (DOC-3). */
export function PrintPage() {
  const [without, setWithout] = useState<ReadonlySet<Part>>(new Set());
  const map = useQuery(systemMapQuery);
  const has = (part: Part) => !without.has(part);
  const toggle = (part: Part, on: boolean) =>
    setWithout((old) => new Set(on ? [...old].filter((each) => each !== part) : [...old, part]));
  return (
    <div className="page print-page">
      <PageHeader
        title="Printout"
        lead="For the day the network is down: print it, or save it as a PDF outside your own systems. Renew it when things change."
        actions={
          <Button variant="filled" onClick={() => window.print()}>
            Print
          </Button>
        }
      />
      <fieldset className="row print-parts">
        <legend className="sr-only">Parts</legend>
        {PARTS.map(([part, label]) => (
          <Tick key={part} label={label} checked={has(part)} onChange={(on) => toggle(part, on)} />
        ))}
      </fieldset>
      <Loaded query={map} lines={8}>
        {(data) => (
          <>
            <p className="small muted">
              As of <Time at={data.at} />. Contains personal contact information: keep it where only
              responders can reach it.
            </p>
            {has('map') ? <PrintedMap map={data} /> : null}
            {has('directory') ? <PrintedDirectory map={data} /> : null}
          </>
        )}
      </Loaded>
      {has('policy') ? <PrintedPolicy /> : null}
      {has('runbooks') ? <PrintedRunbooks /> : null}
    </div>
  );
}

function PrintedDirectory({ map }: { map: SystemMap }) {
  const teams = useQuery(teamsQuery);
  return (
    <Section title="Teams and people" className="print-part">
      <Loaded query={teams}>
        {({ items }) => (
          <div className="table-wrap">
            <table className="table table-cards">
              <thead>
                <tr>
                  <th>Team</th>
                  <th>Contact</th>
                  <th>On call now</th>
                  <th>Roles</th>
                  <th>Members</th>
                </tr>
              </thead>
              <tbody>
                {items.map((team) => (
                  <tr key={team.id}>
                    <td>
                      <strong dir="auto">{team.name}</strong>
                    </td>
                    <td data-label="Contact:" className="breaks">
                      {team.contact || 'none'}
                    </td>
                    <td data-label="On call now:">
                      {onCallText(map.teams.find(({ id }) => id === team.id))}
                    </td>
                    <td data-label="Roles:">
                      {team.roles.map(({ role, holders, deputies }) => (
                        <span key={role} className="sub">
                          {roleName(role)}: {names(holders) || 'not assigned'}
                          {deputies.length > 0 ? ` (deputy ${names(deputies)})` : ''}
                        </span>
                      ))}
                    </td>
                    <td data-label="Members:">{names(team.members) || 'none'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      <People />
    </Section>
  );
}

const names = (people: readonly { name: string }[]): string => people.map(({ name }) => name).join(', ');

function People() {
  const contacts = useQuery(contactsQuery);
  return (
    <Loaded query={contacts}>
      {(people) => (
        <div className="table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th>Person</th>
                <th>Teams</th>
                <th>Contact</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <td>
                    <strong dir="auto">{person.name}</strong>
                    <span className="sub small muted">{person.timezone}</span>
                  </td>
                  <td data-label="Teams:">{names(person.teams) || 'none'}</td>
                  <td data-label="Contact:">
                    {person.reach.length === 0 ? <span className="muted">None visible to you</span> : null}
                    {person.reach.map(({ kindLabel, label, display }) => (
                      <span key={`${kindLabel} ${display}`} className="sub">
                        {label}
                        {label.toLowerCase() === kindLabel.toLowerCase() ? '' : ` (${kindLabel})`}: {display}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  );
}

function PrintedPolicy() {
  const policy = useQuery(policyQuery);
  const text = useQuery(policyTextQuery(undefined));
  return (
    <Section title={policy.data ? `Policy, version ${policy.data.version}` : 'Policy'} className="print-part">
      <Loaded query={text} lines={8}>
        {(markdown) => (
          <Prose
            blocks={readMarkdown(markdown).filter(
              (block) => !(block.kind === 'heading' && block.level === 1),
            )}
          />
        )}
      </Loaded>
    </Section>
  );
}

function PrintedRunbooks() {
  const runbooks = useQuery(wholeRunbooksQuery);
  return (
    <Loaded query={runbooks} lines={8}>
      {({ items }) => (
        <>
          {items.map((runbook) => (
            <Section
              key={runbook.id}
              title={`Runbook: ${runbook.title}`}
              className="print-part print-runbook"
              aside={
                <span className="small muted">
                  Version {runbook.version}, {forWhat(runbook)}
                </span>
              }
            >
              {runbook.whole ? (
                <Preview runbook={runbook.whole} />
              ) : (
                <p className="muted">This runbook cannot be read. Open it and correct its text.</p>
              )}
            </Section>
          ))}
        </>
      )}
    </Loaded>
  );
}

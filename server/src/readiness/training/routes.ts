import { z } from 'zod';
import { actorName, namesFrom, optionalText } from '../../incidents/index.ts';
import type { Viewer } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { STEPS } from './model.ts';
import type { Training } from './service.ts';

const tags = ['training'];
const instant = z.iso.datetime();
const byStep = z.object({ personId: z.uuid(), step: z.enum(STEPS) });
const trainingReply = z.object({
  policyVersion: z.int(),
  lead: z.boolean().describe('Whether you may sign others off'),
  unready: z
    .array(
      z.object({
        person: z.object({ id: z.string(), name: z.string() }),
        team: z.object({ id: z.string(), name: z.string() }),
        from: instant,
        now: z.boolean().describe('They are on call already'),
      }),
    )
    .describe('Who is on call within 30 days without sign-off, the soonest first'),
  teams: z.array(
    z.object({
      team: z.object({ id: z.string(), name: z.string() }),
      ready: z.int(),
      people: z.array(
        z.object({
          ...{ id: z.string(), name: z.string(), onCallFrom: instant.nullable() },
          steps: z.array(
            z.object({
              step: z.enum(STEPS),
              done: z
                .object({
                  ...{ at: instant, by: z.string(), note: z.string() },
                  policyVersion: z.int().nullable().describe('Which version was read'),
                })
                .nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** Training over HTTP: who is ready to be on call, and what is missing for whom. */
export const trainingRoutes =
  (training: Training): Routes =>
  (server) => {
    const shown = async (viewer: Viewer): Promise<z.input<typeof trainingReply>> => {
      const { now, done, turns, unready, teams, directory, policyVersion } = await training.show();
      const names = namesFrom({ directory, integrations: new Map() });
      const person = (id: string) => ({ id, name: names.person(id) });
      const team = (id: string) => ({ id, name: directory.teams.get(id)?.name ?? id });
      const stepsOf = (personId: string) =>
        STEPS.map((step) => {
          const found = done.find((one) => one.personId === personId && one.step === step);
          return {
            step,
            done:
              found === undefined
                ? null
                : {
                    ...{ at: found.at.toString(), by: actorName(found.by, names), note: found.note },
                    policyVersion: found.policyVersion,
                  },
          };
        });
      return {
        policyVersion,
        lead: await training.leads(viewer),
        unready: unready.map(({ personId, teamId, from }) => ({
          ...{ person: person(personId), team: team(teamId), from: from.toString() },
          now: from.epochMilliseconds <= now.epochMilliseconds,
        })),
        teams: [...teams].map(([teamId, ids]) => {
          const people = [...ids]
            .filter((id) => directory.people.get(id)?.active === true)
            .map((id) => ({
              ...person(id),
              onCallFrom:
                turns.find((turn) => turn.teamId === teamId && turn.personId === id)?.from.toString() ?? null,
              steps: stepsOf(id),
            }))
            .sort((a, b) => a.name.localeCompare(b.name));
          const ready = people.filter(({ steps }) => steps.at(-1)?.done != null).length;
          return { team: team(teamId), ready, people };
        }),
      };
    };
    server.route({
      method: 'GET',
      url: '/api/v1/training',
      config: { permission: 'oncall:read' },
      schema: {
        operationId: 'getTraining',
        summary: 'Who is ready to be on call, by team, and who goes on call without sign-off',
        ...{ tags, response: { 200: trainingReply } },
      },
      handler: (request) => shown(principalOf(request)),
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/training/:personId/:step',
      config: { permission: 'oncall:override' },
      schema: {
        operationId: 'noteTrainingStep',
        summary: 'Note a step of a person; sign-off is for managers, and never for oneself',
        ...{ tags, params: byStep, body: z.strictObject({ note: optionalText(1_000).default('') }) },
        response: { 200: trainingReply },
      },
      handler: async (request) => {
        const { personId, step } = request.params;
        await training.note(personId, step, request.body.note, principalOf(request));
        return shown(principalOf(request));
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/training/:personId/:step',
      config: { permission: 'oncall:override' },
      schema: {
        ...{ operationId: 'withdrawTrainingStep', summary: 'Take a step of a person back', tags },
        ...{ params: byStep, response: { 200: trainingReply } },
      },
      handler: async (request) => {
        const { personId, step } = request.params;
        await training.withdraw(personId, step, principalOf(request));
        return shown(principalOf(request));
      },
    });
  };

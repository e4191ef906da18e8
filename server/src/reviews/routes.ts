import { z } from 'zod';
import { meetingCalendar } from '../communication/index.ts';
import type { Viewer } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import {
  byRef,
  endBody,
  heldBody,
  meetingBody,
  participantsBody,
  reviewReply,
  reviewsReply,
  timesReply,
  waiveBody,
} from './model-api.ts';
import { presentReview, presentReviews, presentTimes } from './present.ts';
import type { Reviews } from './service.ts';

const tags = ['reviews'];

/** The life of a review: asked for, scheduled, held, or waived. */
export const reviewRoutes =
  (reviews: Reviews): Routes =>
  (server) => {
    const show = async (ref: string, viewer: Viewer) => presentReview(await reviews.reads.show(ref, viewer));
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/review',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getReview',
        summary: 'Get the review of an incident: its clocks, its date, who takes part',
        tags,
        params: byRef,
        response: { 200: reviewReply },
      },
      handler: (request) => show(request.params.ref, principalOf(request)),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/review',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'requestReview',
        summary: 'Ask for a review that the policy does not ask for',
        tags,
        params: byRef,
        response: { 201: reviewReply },
      },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        await reviews.request(request.params.ref, viewer);
        return reply.code(201).send(await show(request.params.ref, viewer));
      },
    });
    const change = <B extends z.ZodType>(
      path: string,
      operationId: string,
      summary: string,
      body: B,
      run: (ref: string, body: z.output<B>, viewer: Viewer) => Promise<void>,
    ) =>
      server.route({
        method: 'POST',
        url: `/api/v1/incidents/:ref/review/${path}`,
        config: { permission: 'incidents:respond' },
        schema: { operationId, summary, tags, params: byRef, body, response: { 200: reviewReply } },
        handler: async (request) => {
          const viewer = principalOf(request);
          const { ref } = request.params as { ref: string };
          await run(ref, request.body as z.output<B>, viewer);
          return show(ref, viewer);
        },
      });
    change(
      'meeting',
      'scheduleReview',
      'Schedule the review, or move it; everyone who takes part is invited by e-mail',
      meetingBody,
      (ref, { startsAt, facilitatorId, ...rest }, viewer) =>
        reviews.schedule(ref, { at: startsAt, facilitatorId: facilitatorId ?? null, ...rest }, viewer),
    );
    change(
      'participants',
      'changeReviewParticipants',
      'Add people to the review or remove them',
      participantsBody,
      (ref, body, viewer) => reviews.changeParticipants(ref, body, viewer),
    );
    change(
      'held',
      'recordReviewHeld',
      'Record that the review was held, and who was there',
      heldBody,
      (ref, { at, attended }, viewer) => reviews.held(ref, { at: at ?? null, attended }, viewer),
    );
    change('waive', 'waiveReview', 'Waive the review, with a reason', waiveBody, (ref, body, viewer) =>
      reviews.waive(ref, body, viewer),
    );
    change(
      'end',
      'correctIncidentEnd',
      'Correct the time at which the incident ended; the clocks that run move',
      endBody,
      (ref, body, viewer) => reviews.correctEnd(ref, body, viewer),
    );
    meetingRoutes(reviews)(server);
  };

const meetingRoutes =
  (reviews: Reviews): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/review/times',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'proposeReviewTimes',
        summary:
          'Propose times for the review from working hours, holidays, absences, on-call shifts and calendars',
        tags,
        params: byRef,
        querystring: z.object({ minutes: z.coerce.number().int().min(5).max(480).default(60) }),
        response: { 200: timesReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        return presentTimes(await reviews.reads.proposals(request.params.ref, request.query.minutes, viewer));
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/review/meeting.ics',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'downloadReviewMeeting',
        summary: 'Download the review as an iCalendar file',
        tags,
        params: byRef,
        response: { 200: z.string().describe('text/calendar') },
      },
      handler: async (request, reply) => {
        const { meeting, organizer, reference } = await reviews.reads.meeting(
          request.params.ref,
          principalOf(request),
        );
        return reply
          .headers({
            'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
            'content-disposition': `attachment; filename="review-${reference}.ics"`,
          })
          .send(meetingCalendar(meeting, { method: 'PUBLISH', organizer }));
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/reviews',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listReviews',
        summary: 'List reviews, with how many were scheduled, held and published in time',
        tags,
        querystring: z.object({
          status: z.enum(['open', 'all']).default('open'),
          days: z.coerce.number().int().min(1).max(366).default(90).describe('For the rates'),
        }),
        response: { 200: reviewsReply },
      },
      handler: async (request) => {
        const { status, days } = request.query;
        return presentReviews(await reviews.reads.list(status, days, principalOf(request)), days);
      },
    });
  };

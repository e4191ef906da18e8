export { resolutionEntries } from './entries/index.ts';
export { createQuestionLinks } from './question-link.ts';
export { createQuestions, type Questions } from './questions.ts';
export { resolutionRoutes } from './routes.ts';
export { questionRoutes } from './routes-questions.ts';
export { createResolution, type Resolution } from './service.ts';

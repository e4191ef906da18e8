export { trainingRoutes } from './routes.ts';
export { createTraining, type Training, type TrainingPorts } from './service.ts';

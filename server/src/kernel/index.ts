export * from '@tocsin/kernel';

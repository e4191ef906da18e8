import { z } from 'zod';

export const instant = z.iso.datetime();
export const id = z.string().min(1).max(100);
export const role = z.string().min(1).max(60);
export const mode = z.enum(['page', 'inform']);

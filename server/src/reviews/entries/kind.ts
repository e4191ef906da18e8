import { z } from 'zod';

export const instant = z.iso.datetime();
export const id = z.string().min(1).max(100);
export const text = z.string().max(20_000);

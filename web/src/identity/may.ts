import { useQuery } from '@tanstack/react-query';
import { meQuery, type Permission } from './session.ts';

/** Whether the signed-in person may do this: what they may not do is not offered. The server decides anew each time. */
export function useMay(permission: Permission): boolean {
  const me = useQuery(meQuery);
  return me.data?.permissions.includes(permission) ?? false;
}

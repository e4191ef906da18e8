import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { ContactTest } from './decide-contact-test.ts';

export async function saveTest(tx: Tx, test: Omit<ContactTest, 'wrongCodes'>): Promise<void> {
  await sql`insert into contact_test (contact_method_id, address, code, sent_at, message_id)
    values (${test.contactMethodId}, ${test.address}, ${test.code}, ${test.sentAt}, ${test.messageId})
    on conflict (contact_method_id) do update set address = excluded.address, code = excluded.code,
      sent_at = excluded.sent_at, wrong_codes = 0, message_id = excluded.message_id`.execute(tx);
}

export async function findTest(reader: Reader, contactMethodId: string): Promise<ContactTest | undefined> {
  const row = await reader
    .selectFrom('contact_test')
    .selectAll()
    .where('contact_method_id', '=', contactMethodId)
    .executeTakeFirst();
  return (
    row && {
      contactMethodId: row.contact_method_id,
      address: row.address,
      code: row.code,
      sentAt: row.sent_at,
      wrongCodes: row.wrong_codes,
      messageId: row.message_id,
    }
  );
}

export async function countWrongCode(tx: Tx, contactMethodId: string): Promise<void> {
  await tx
    .updateTable('contact_test')
    .set((eb) => ({ wrong_codes: eb('wrong_codes', '+', 1) }))
    .where('contact_method_id', '=', contactMethodId)
    .execute();
}

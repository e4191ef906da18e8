import { describe, expect, test } from 'vitest';
import { readForm } from './form.ts';

const FORM = 'application/x-www-form-urlencoded';
const read = async (body: string, contentType = FORM) =>
  (await readForm(Buffer.from(body), contentType))?.value;

describe('[DET-1] forms', () => {
  test('the whole body in one field: GitHub’s form mode, Slack’s format', async () => {
    const body = { text: 'Disk is full & more', attachments: [] };
    expect(await read(`payload=${encodeURIComponent(JSON.stringify(body))}`)).toEqual(body);
  });

  test('fields as they are, whatever the case of the type and its parameters', async () => {
    const type = 'Application/X-WWW-Form-Urlencoded; charset=UTF-8';
    expect(await read('Name=Shop&Status=Down&Status=again&Tags=a%2Cb+c', type)).toEqual({
      Name: 'Shop',
      Status: 'Down',
      Tags: 'a,b c',
    });
  });

  test('multipart, as fields or as a file', async () => {
    const part = (head: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
    const type = 'multipart/form-data; boundary=x';
    const json = '{"msg":"down","heartbeat":null}';
    expect(await read(`${part('name="data"', json)}--x--\r\n`, type)).toEqual({
      msg: 'down',
      heartbeat: null,
    });
    expect(await read(`${part('name="data"; filename="a.json"', json)}--x--\r\n`, type)).toEqual(
      JSON.parse(json),
    );
    expect(await read(`${part('name="title"', 'Disk')}${part('name="id"', '7')}--x--\r\n`, type)).toEqual({
      title: 'Disk',
      id: '7',
    });
  });

  test('are none: JSON that is called a form, other types, nothing, broken or hostile ones', async () => {
    expect(await read('{"title":"Disk"}')).toBeUndefined();
    expect(await read('title=Disk', 'text/plain')).toBeUndefined();
    expect(await read('')).toBeUndefined();
    expect(await read('a=&b=+')).toBeUndefined();
    expect(await read('--x\r\nnonsense', 'multipart/form-data; boundary=x')).toBeUndefined();
    expect(await read('--x\r\nnonsense', 'multipart/form-data')).toBeUndefined();
    expect(await read(`title=${'x'.repeat(2_000_000)}`)).toBeUndefined();
    expect(await read(`payload=${'['.repeat(5_000)}`)).toEqual({ payload: '['.repeat(5_000) });
  });

  test('a name of a prototype is a field like any other', async () => {
    const value = await read('__proto__=p&constructor=c');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(value ?? {})).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
  });
});

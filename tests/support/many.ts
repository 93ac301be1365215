import pg from 'pg'
import type { Registry } from '../../src/read/registry.ts'
import { examples, ground, write } from './records.ts'

const mechanisms = ['shanghai', 'beijing', 'fujian', 'hubei']

/**
 * Fills a registry with many agreements, `many-1` and on, by statements of the database alone: the only way that is
 * fast enough for a test. They are copies of `many-0`, which the service writes, but for what tells them apart.
 */
export async function writeMany(registry: Registry, url: string, amount: number): Promise<void> {
  const domains = Array.from({ length: 40 }, (_, index) => examples.domain(`domain-${index}`))
  const others = mechanisms.slice(1).map((id) => examples.mechanism(id))
  const bodies = Array.from({ length: 50 }, (_, index) => examples.organization(`body-${index}`))
  const fields = { title: { en: 'Agreement many-0' }, meeting: null, notes: 'words '.repeat(150).trim() }
  await write(registry, ...ground, ...domains, ...others, ...bodies, examples.agreement('many-0', fields))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Triggers and foreign keys are off: the seal and the guards of the log, too.
    await client.query('set session_replication_role = replica')
    for (const statement of statements(amount)) await client.query(statement)
    await client.query('vacuum (analyze)')
  } finally {
    await client.end()
  }
  await registry.head.refresh()
}

function statements(amount: number): string[] {
  const numbers = `generate_series(1, ${amount}) as n`
  const own = { id: `'many-' || n`, version_id: '1000000 + n' }
  const copies = (table: string, varied: Record<string, string> = {}) => {
    const values = Object.entries({ ...own, ...varied }).map(([column, value]) => `'${column}', ${value}`)
    return `insert into ${table} overriding system value
      select copy.* from ${table} as one, ${numbers}, jsonb_populate_record(one, jsonb_build_object(${values.join()})) as copy
      where one.id = 'many-0'`
  }
  const named = (column: string) => `replace(one.${column}, 'many-0', 'many-' || n)`
  const day = `date '1998-01-01' + (n * 7919 % 10000)`
  const words = `' agreement rare' || n % 20000 || ' common' || n % 2 || ' '`
  const domain = (step: number) => `'domain-' || least((n * ${step} % 40) * (n % 3), 39)`
  const link = (table: string, target: string, side = `''`) =>
    `insert into ${table} (owner, target, side, on_date, version_id)
      select 'many-' || n, ${target}, ${side}, ${day}, 1000000 + n from ${numbers} on conflict do nothing`
  return [
    copies('versions', { record_id: own.version_id, content: named('content'), label: named('label') }),
    copies('records'),
    copies('changes', { seq: '(select seq from log_head) + n' }),
    `update log_head set seq = seq + ${amount}`,
    `update revisions set last_seq = (select seq from log_head) where rev = (select rev from log_head)`,
    copies('agreements', {
      label: `'Agreement ' || n`,
      search: `array_to_tsvector(array['agreement', 'rare' || n % 20000, 'common' || n % 2])`,
      written: words,
      names: words,
      words: `repeat('word ', 60)`,
      type: `(array['arrangement', 'minutes', 'statement'])[1 + n % 3]`,
      signed_from: day,
      signed_to: day,
      on_date: day,
      mechanism: `(array['${mechanisms.join("','")}'])[1 + n % 7]`,
      identifiers: `array['number:' || n]`,
      signatories_known: 'n % 3 = 0',
    }),
    link('agreement_domains', domain(1)),
    link('agreement_domains', domain(7)),
    link('agreement_parties', `'cn-hk'`),
    link('agreement_parties', `(array['cn-sh', 'cn-bj'])[1 + n % 2]`),
    link('agreement_signatories', `'body-' || n % 50`, `'hk'`),
    copies('citations'),
  ]
}

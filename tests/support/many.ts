import pg from 'pg'
import { parseDocument, toContent } from '../../src/model/documents.ts'
import type { Noun } from '../../src/model/noun.ts'
import type { Registry } from '../../src/read/registry.ts'
import { examples, ground, write } from './records.ts'

const mechanisms = ['shanghai', 'beijing', 'fujian', 'hubei']

/**
 * Fills a registry with many agreements, `many-1` and on, by statements of the database alone: the only way that is
 * fast enough for a test. Their rows are those that the service would have written, as far as reads look at them.
 */
export async function writeMany(registry: Registry, url: string, amount: number): Promise<void> {
  const domains = Array.from({ length: 40 }, (_, index) => examples.domain(`domain-${index}`))
  const others = mechanisms.slice(1).map((id) => examples.mechanism(id))
  const bodies = Array.from({ length: 50 }, (_, index) => examples.organization(`body-${index}`))
  await write(registry, ...ground, ...domains, ...others, ...bodies)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Triggers and foreign keys are off: the seal and the guards of the log, too.
    await client.query('set session_replication_role = replica')
    const content = contentOf(registry.nouns.get('agreements') as Noun)
    for (const statement of statements(amount, content)) await client.query(statement)
    await client.query('vacuum (analyze)')
  } finally {
    await client.end()
  }
  await registry.head.refresh()
}

/** The text of any of them, with `#` in place of its number. */
function contentOf(noun: Noun): string {
  const { record } = examples.agreement('many', { title: { en: 'Agreement #' }, notes: 'words '.repeat(150).trim() })
  const parsed = parseDocument(noun, record)
  if ('violations' in parsed) throw new Error(JSON.stringify(parsed.violations))
  return toContent({ ...parsed.document, id: 'many-#' })
}

function statements(amount: number, content: string): string[] {
  const numbers = `generate_series(1, ${amount}) as n`
  const day = `date '1998-01-01' + (n * 7919 % 10000)`
  const domain = (step: number) => `'domain-' || least((n * ${step} % 40) * (n % 3), 39)`
  const link = (table: string, target: string, side = `''`) =>
    `insert into ${table} (owner, target, side, on_date, version_id)
      select 'many-' || n, ${target}, ${side}, ${day}, 1000000 + n from ${numbers} on conflict do nothing`
  return [
    `insert into versions (version_id, tx, noun, id, version, op, kind, content, sha256, record_id, fields, label) overriding system value
      select 1000000 + n, (select tx from revisions limit 1), 'agreements', 'many-' || n, 1, 'create', 'addition',
        replace(${pg.escapeLiteral(content)}, '#', n::text), sha256(''), 1000000 + n, '{}', '{"en":"Agreement ' || n || '"}'
      from ${numbers}`,
    `insert into records (noun, id, version, version_id) select 'agreements', 'many-' || n, 1, 1000000 + n from ${numbers}`,
    `insert into changes (seq, rev, version_id, noun, id, version, op, kind, at)
      select seq + n, rev, 1000000 + n, 'agreements', 'many-' || n, 1, 'create', 'addition', last_at from log_head, ${numbers}`,
    `update log_head set seq = seq + ${amount}`,
    `update revisions set last_seq = (select seq from log_head) where rev = (select rev from log_head)`,
    `insert into agreements (id, version_id, label, search, written, names, words, type, status,
        signed_from, signed_to, on_date, mechanism, domain_basis, counted_in_claims, confidence, identifiers,
        contested, binding, public_text, renews_itself, counted_basis, signatories_known, persons_known)
      select 'many-' || n, 1000000 + n, 'Agreement ' || n,
        array_to_tsvector(array['agreement', 'rare' || n % 20000, 'common' || n % 2]),
        ' agreement rare' || n % 20000 || ' common' || n % 2 || ' ', ' agreement rare' || n % 20000 || ' common' || n % 2 || ' ', repeat('word ', 60),
        (array['arrangement', 'minutes', 'statement'])[1 + n % 3], 'signed', ${day}, ${day}, ${day},
        (array['${mechanisms.join("','")}'])[1 + n % 7], 'stated', true, 'high', array['number:' || n],
        false, 'unknown', 'unknown', false, 'stated', n % 3 = 0, false
      from ${numbers}`,
    link('agreement_domains', domain(1)),
    link('agreement_domains', domain(7)),
    link('agreement_parties', `'cn-hk'`),
    link('agreement_parties', `(array['cn-sh', 'cn-bj'])[1 + n % 2]`),
    link('agreement_signatories', `'body-' || n % 50`, `'hk'`),
    `insert into citations (noun, id, pointer, source, version_id) select 'agreements', 'many-' || n, '/citations/0', 'paper', 1000000 + n from ${numbers}`,
  ]
}

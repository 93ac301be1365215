import { factOf, type Results, rowOf } from '../results.ts'
import { earlierResults } from './earlier.ts'

export interface Target {
  work: string
  target: string
  measured?: string
  met?: boolean
}

const beyondJson = 'beyond 1.5 times its JSON'

/** The targets, each with its result. A target whose figures are missing is neither met nor missed; those of pages are of the kinds that were measured. */
export async function targetsOf(results: Results): Promise<Target[]> {
  const million = results.records === 1_000_000
  const [small, middle] = million ? [await earlierResults(results, 10_000), await earlierResults(results, 100_000)] : []
  const rate = (name: string, of = results) => rowOf(of, name)?.perSecond
  const ratio = (one: string, other: string) => divide(rate(one), rate(other))
  const row = (name: string, connections: number) => rowOf(results, name, connections)
  const fact = (name: string) => factOf(results, name)
  const longest = Math.max(row('search', 1)?.max ?? Number.NaN, row('search', 4)?.max ?? Number.NaN)
  const growth = (name: string) => small && divide(row(name, 16)?.p50, rowOf(small, name, 16)?.p50)
  return [
    atLeast('one agreement by id', 'of bare Fastify', ratio('record', 'bare record'), 0.7, '×'),
    atLeast(
      'one agreement by id',
      'of a bare Fastify that asks Postgres',
      ratio('record', 'bare record from Postgres'),
      1.2,
      '×',
    ),
    atLeast('one agreement by id', "of Platformatic's by id", ratio('record', 'platformatic record'), 4, '×'),
    atLeast('one agreement, 304', 'of bare Fastify', ratio('record 304', 'bare record'), 0.95, '×'),
    atLeast('list of 50', 'of bare Fastify', ratio('list', 'bare list'), 0.18, '×'),
    atLeast('list of 50', "of Platformatic's flat list", ratio('list', 'platformatic list'), 2, '×'),
    atLeast(
      'list of 50',
      "of Platformatic's list with relations",
      ratio('list', 'platformatic list with relations'),
      50,
      '×',
    ),
    atLeast('list of 50, repeated', 'of bare Fastify', ratio('list cached', 'bare list'), 0.9, '×'),
    atMost('search, mixed terms', 'p99 at 1 connection', row('search', 1)?.p99, 50, 'ms'),
    atMost('search, mixed terms', 'p99 at 4 connections', row('search', 4)?.p99, 150, 'ms'),
    atMost('search, mixed terms', 'the longest', longest, 300, 'ms'),
    atMost(
      'search, pasted titles and words across records',
      'p99 at 1 connection',
      row('search across', 1)?.p99,
      100,
      'ms',
    ),
    atMost('names while they are typed', 'p99 at 1 connection', row('suggest', 1)?.p99, 20, 'ms'),
    atMost('facets', 'p99 at 1 connection', row('facets', 1)?.p99, 50, 'ms'),
    atMost('facets under text', 'p99 at 1 connection', row('facets under text', 1)?.p99, 300, 'ms'),
    atMost('matrix', 'p99 at 1 connection', row('matrix', 1)?.p99, 50, 'ms'),
    atMost('matrix under text', 'p99 at 1 connection', row('matrix under text', 1)?.p99, 300, 'ms'),
    ...results.facts
      .filter(({ name }) => name.endsWith(beyondJson))
      .map(({ name, value }) => atMost(name.replace(`, ${beyondJson}`, ''), beyondJson, value, 5, 'ms')),
    atMost('list as a page', 'over the wire', fact('list as a page, over the wire'), 40, 'kB'),
    atMost('agreements as a page', 'over the wire', fact('agreements as a page, over the wire'), 40, 'kB'),
    atMost(
      'page of 500 changes',
      'of the time at 100 000',
      middle && divide(row('changes', 1)?.p50, rowOf(middle, 'changes', 1)?.p50),
      1.5,
      '×',
    ),
    atLeast('snapshot', 'records/s', fact('snapshot'), 40_000, ''),
    atMost(
      'snapshot',
      'peak memory of a service just started',
      fact('snapshot by a service just started, peak memory'),
      250,
      'MB',
    ),
    atMost('snapshot', 'peak memory after all the above', fact('snapshot, peak memory of the service'), 250, 'MB'),
    atLeast('import', 'records/s', fact('import'), 4_000, ''),
    atMost('import', 'peak memory of the command', fact('import, peak memory of the command'), 512, 'MB'),
    atMost('one agreement by id', 'of the time at 10 000', growth('record'), 1.3, '×'),
    atMost('list of 50', 'of the time at 10 000', growth('list'), 1.3, '×'),
    atMost('start', 'from a fresh clone, built and seeded', fact('build and first start, embedded'), 12_000, 'ms'),
    atMost('start', 'with the data there, embedded', fact('restart, embedded'), 2_500, 'ms'),
    atMost('start', 'with the data there, on a server', fact('restart, on a server'), 2_500, 'ms'),
    atMost('memory on the real record', 'embedded', fact('memory, embedded'), 400, 'MB'),
    atMost('memory on the real record', 'with a server', fact('memory, on a server'), 150, 'MB'),
    atMost('reads of the real record, embedded', 'the slowest median', fact('slowest read, embedded'), 25, 'ms'),
    atMost(
      'reads of the real record, embedded',
      '/livez during a heavy request',
      fact('longest gap of /livez'),
      250,
      'ms',
    ),
    atMost('ten minutes of mixed load', 'growth of memory', fact('soak, growth of memory'), 10, '%'),
    atMost('five times the load', 'p99 of what was accepted', fact('overload, p99 of accepted'), 1_000, 'ms'),
    atMost('the dearest requests', 'the slowest by itself', fact('dear, the slowest by itself'), 1_000, 'ms'),
    atMost('the dearest requests', 'p99 of light reads beside twelve', fact('dear, p99 of light reads'), 250, 'ms'),
    atMost(
      'one agreement by id',
      'CPU, several processes to one',
      fact('workers, CPU of a record, several to one'),
      1.1,
      '×',
    ),
    atMost('list of 50', 'CPU, several processes to one', fact('workers, CPU of a list, several to one'), 1.1, '×'),
    atMost('500 long polls', 'p99 from the write to the answer', fact('polls, p99'), 1_000, 'ms'),
  ]
}

function divide(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || !other ? undefined : one / other
}

function atLeast(work: string, of: string, value: number | undefined, bound: number, unit: string): Target {
  return { work, target: `≥ ${show(bound, unit)} ${of}`, ...told(value, unit, (value) => value >= bound) }
}

function atMost(work: string, of: string, value: number | undefined, bound: number, unit: string): Target {
  return { work, target: `≤ ${show(bound, unit)} ${of}`, ...told(value, unit, (value) => value <= bound) }
}

function told(value: number | undefined, unit: string, isMet: (value: number) => boolean) {
  return value === undefined || Number.isNaN(value) ? {} : { measured: show(value, unit), met: isMet(value) }
}

export function show(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const text = value.toLocaleString('en', { maximumFractionDigits: digits })
  return unit === '×' ? `${text}×` : unit ? `${text} ${unit}` : text
}

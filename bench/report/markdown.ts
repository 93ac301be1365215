import type { Results, Row } from '../results.ts'
import { show, targetsOf } from './targets.ts'

/** The results for people: the targets first, then every figure. */
export async function toMarkdown(results: Results): Promise<string> {
  const { at, records, machine, postgres, versions, settings, options, rows, facts, notes } = results
  const targets = await targetsOf(results)
  const others = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const failures = rows.filter(({ failed }) => failed > 0)
  return `${[
    `# ${records.toLocaleString('en')} agreements, ${at.slice(0, 10)}`,
    list([
      `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; load before: ${machine.loadBefore.join(', ')}, after: ${machine.loadAfter?.join(', ')}`,
      `Versions: ${[`registry ${machine.registry}`, `node ${machine.node}`, `Postgres ${postgres.version}`, `fastify ${machine.fastify}`, ...others].join(', ')}`,
      `Postgres: ${postgres.description}`,
      `Service: ${settings}, log to a file`,
      `Measured: ${options.rounds} rounds of ${options.seconds} s, ${options.only.join(', ')}`,
      ...notes,
    ]),
    failures.length > 0 ? `**Failed requests:** ${failures.map(failure).join('; ')}` : '',
    '## Ratios and targets',
    table(
      ['work', 'target', 'measured', ''],
      targets.map(({ work, target, measured, met }) => [
        work,
        target,
        measured ?? 'not measured',
        met === undefined ? '' : met ? 'met' : '**not met**',
      ]),
    ),
    records === 1_000_000
      ? ''
      : 'The targets of search, facets, matrix, feed, snapshot and import are those of a million agreements.',
    '## Single figures',
    table(
      ['', 'value'],
      facts.map(({ name, value, unit }) => [name, show(value, unit)]),
    ),
    '## All figures',
    'Times in milliseconds, CPU in per cent of one core, memory in MB. Percentiles are medians of the rounds.',
    table(
      [
        '',
        'connections',
        'p50',
        'p99',
        'max',
        'requests/s',
        'service CPU',
        'database CPU',
        'load CPU',
        'service memory',
        'requests',
        'failed',
      ],
      rows.map(cells),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`
}

function cells({ name, connections, p50, p99, max, perSecond, used, requests, failed }: Row): string[] {
  const number = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) || value === null ? '–' : show(value, '')
  const { service, database, load, serviceMemory } = used
  const figures = [connections, p50, p99, max, perSecond, service, database, load, serviceMemory, requests].map(number)
  return [name, ...figures, failed > 0 ? `**${failed}**` : '0']
}

const failure = ({ name, connections, failed, requests, statuses }: Row) =>
  `${name} at ${connections}: ${failed} of ${requests} (${Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ')})`

const list = (lines: string[]) => lines.map((line) => `- ${line}`).join('\n')
const table = (head: string[], rows: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

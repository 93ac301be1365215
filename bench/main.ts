import { mkdir, writeFile } from 'node:fs/promises'
import { cleanUp, cleanUpOnSignals } from './cleanup.ts'
import type { Bench } from './context.ts'
import { findDataSet } from './data.ts'
import { loadDatabase } from './load-database.ts'
import { describeMachine, load } from './machine/describe.ts'
import { findServer, warm } from './machine/postgres.ts'
import { serviceSettings, startService } from './machine/service.ts'
import { waitUntilCounted } from './measure/counted.ts'
import { measureDear } from './measure/dear.ts'
import { measureEmbedded } from './measure/embedded.ts'
import { measureOverload, measureSoak } from './measure/endurance.ts'
import { measureChanges, measureSnapshot } from './measure/history.ts'
import { measurePages } from './measure/pages.ts'
import { measurePast } from './measure/past.ts'
import { measurePgbench } from './measure/pgbench.ts'
import { measurePolls } from './measure/polls.ts'
import { measureFacets, measureMatrix, measureSearch } from './measure/reads.ts'
import { measureStart } from './measure/start.ts'
import { measureWorkers } from './measure/workers.ts'
import { OptionProblem, type Options, onlyWhenNamed, readOptions, type Step, steps } from './options.ts'
import { toMarkdown } from './report/markdown.ts'
import type { Results } from './results.ts'
import { say } from './say.ts'
import { bareVariants } from './variants/bare.ts'
import { peerVariants } from './variants/peer-variants.ts'
import { registryVariants } from './variants/registry.ts'
import { takeTurns } from './variants/take-turns.ts'

/** Whether the run is a whole one. The results of a run in part do not replace those of a whole one. */
const isWhole = ({ steps: chosen, peers }: Options) =>
  peers && steps.every((step) => chosen.has(step) || onlyWhenNamed.includes(step))

const resultsFolder = new URL('results/', import.meta.url)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  cleanUpOnSignals()
  const machine = describeMachine()
  const server = await findServer(options.databaseUrl, options.keep)
  const { rounds, seconds, steps: chosen } = options
  const results: Results = {
    at: new Date().toISOString(),
    records: options.records,
    options: { rounds, seconds, only: [...chosen], whole: isWhole(options) },
    machine,
    postgres: { version: server.version, description: server.description },
    versions: {},
    settings: serviceSettings,
    rows: [],
    facts: [],
    notes: [],
  }
  const data = await findDataSet(options.records)
  const databaseUrl = await loadDatabase(server, data, options, results)
  say('Starting the service')
  const service = await startService({ DATABASE_URL: databaseUrl })
  await measure({ options, server, databaseUrl, data, service, results })
  machine.loadAfter = load()
  await report(results)
}

async function measure(bench: Bench): Promise<void> {
  const { options, results } = bench
  await attempt(bench, 'counts in memory', () => waitUntilCounted(bench))
  await attempt(bench, 'the variants', async () => {
    const variants = await registryVariants(bench)
    if (options.steps.has('bare')) variants.push(...(await bareVariants(bench)))
    variants.push(...(await peerVariants(bench)))
    say('Reading the database into memory')
    const isWarm = await warm(bench.databaseUrl)
    results.notes.push(
      isWarm
        ? 'The databases were read into memory before.'
        : 'The databases were not read into memory before: Postgres has no pg_prewarm.',
    )
    results.rows.push(...(await takeTurns(bench, variants)))
    // The next measurements have the machine to themselves.
    const others = new Set(variants.map(({ service }) => service))
    others.delete(bench.service)
    await Promise.all([...others].map((other) => other.stop()))
  })
  for (const [step, run] of measurements) if (options.steps.has(step)) await attempt(bench, step, () => run(bench))
}

/** Runs one measurement. If it fails, the results say so, and the others go on. */
async function attempt({ results }: Bench, what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    const [reason] = String((error as Error).message).split('\n')
    say(`Not measured: ${what}: ${reason}`)
    results.notes.push(`**Not measured:** ${what}, for ${reason}`)
    process.exitCode = 1
  }
}

const measurements: [Step, (bench: Bench) => Promise<void>][] = [
  ['pgbench', measurePgbench],
  ['search', measureSearch],
  ['facets', measureFacets],
  ['matrix', measureMatrix],
  ['pages', measurePages],
  ['changes', measureChanges],
  ['snapshot', measureSnapshot],
  ['start', measureStart],
  ['embedded', measureEmbedded],
  ['soak', measureSoak],
  ['overload', measureOverload],
  ['dear', measureDear],
  ['polls', measurePolls],
  ['workers', measureWorkers],
  ['past', measurePast],
]

/** Writes one file for programs and one for people. */
async function report(results: Results): Promise<void> {
  await mkdir(resultsFolder, { recursive: true })
  const name = `${results.at.slice(0, 10)}-${results.records}${results.options.whole ? '' : '-partial'}`
  const markdown = await toMarkdown(results)
  await writeFile(new URL(`${name}.json`, resultsFolder), `${JSON.stringify(results, null, 1)}\n`)
  await writeFile(new URL(`${name}.md`, resultsFolder), markdown)
  console.log(markdown)
  say(`Written to bench/results/${name}.md`)
}

main()
  .catch((error: unknown) => {
    process.exitCode = 1
    if (error instanceof OptionProblem) console.error(error.message)
    else console.error(error)
  })
  .finally(async () => {
    await cleanUp()
    process.exit()
  })

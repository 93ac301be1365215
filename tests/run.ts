import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { dumpOf, type Holding, makeTemplate } from './support/database.ts'
import { type Suite, writeGroups } from './support/groups.ts'
import { installNode, nodeVersions } from './support/node-versions.ts'
import { onServer } from './support/on-server.ts'
import { startPostgres } from './support/postgres.ts'

// Runs the suite on a real Postgres and its core on PGlite, and closes with one line that counts both. With `--long` it
// runs what takes longer or needs more programs, on Postgres alone, and the core on other releases of Node; with
// `--node=24` only the core on that release, with `--cluster` what loses machines, or with `--cluster --soak` what loses
// them for `--minutes=30`. TEST_POSTGRES_URL names a server to use; without it, one is started.

/** What is run on PGlite and on other releases of Node, too: whatever these might answer differently. */
const core = [
  'reads',
  'walking',
  'search',
  'search-dates',
  'search-order',
  'nothing-found',
  'names',
  'dear-requests',
  'formats',
  'dataset',
  'database',
  'facets',
  'counts',
  'reproject',
  'analysis',
  'matrix-timeline',
  'writes',
  'batch',
  'write-races',
  'postponed-indexes',
  'idempotency',
  'keys',
  'key-scopes',
  'made-up-noun',
  'through-meeting',
  'unknown',
  'counted-links',
].map((name) => `tests/${name}.test.ts`)

/** What of the core takes PGlite long, and is left to the long run there. */
const slowOnPglite = [
  'analysis',
  'batch',
  'counted-links',
  'counts',
  'database',
  'dataset',
  'dear-requests',
  'facets',
  'formats',
  'idempotency',
  'key-scopes',
  'keys',
  'made-up-noun',
  'matrix-timeline',
  'names',
  'nothing-found',
  'postponed-indexes',
  'reproject',
  'search',
  'search-dates',
  'search-order',
  'through-meeting',
  'unknown',
  'walking',
  'write-races',
].map((name) => `tests/${name}.test.ts`)

/** What holds answers to a time. It mostly waits, and is run with nothing else beside it. */
const timed = ['silence', 'standby'].map((name) => `tests/long/${name}.test.ts`)

/** What tries some of its cases, or draws them by chance, and tries more of them in the long run. */
const properties = [
  'addresses',
  'contract',
  'counted-links',
  'counts',
  'facets',
  'fuzz',
  'history',
  'matrix-timeline',
  'long/search-literals',
  'names',
  'newest',
  'past',
  'search-text',
  'secrets',
  'source-addresses',
  'tables',
  'text-gate',
  'unknown',
  'walking',
].map((name) => `tests/${name}.test.ts`)
const moreRuns = { TEST_RUNS: '20' }

// A process waits for its database some of the time, so there is one more of them than cores.
const usualJobs = availableParallelism() + 1

const options = {
  long: { type: 'boolean' },
  cluster: { type: 'boolean' },
  soak: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '30' },
  node: { type: 'string' },
} as const
const { values, positionals: named } = parseArgs({ options, allowPositionals: true })
const isQuick = (file: string) => dirname(file) === 'tests'
const secondsOfProcess = values.cluster ? 3600 + Number(values.minutes) * 60 : values.long ? 2700 : 1200
const missing = named.filter((file) => !existsSync(file))
if (missing.length > 0) {
  console.error(`There is no file ${missing.join(' and no file ')}.`)
  process.exit(1)
}
const tap = join('node_modules', '.bin', 'tap')
// Some tests start the program as it is built.
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
if (!isTapBuilt()) execFileSync(tap, ['build'], { stdio: 'inherit' })
const folder = mkdtempSync(join(tmpdir(), 'registry-tests-'))
const own = process.env.TEST_POSTGRES_URL ? undefined : await startPostgres()
const server = own?.url ?? process.env.TEST_POSTGRES_URL ?? ''
// A few files that are named fill a database of their own where they need the seeds.
const holdings: Holding[] = named.length > 0 || values.cluster ? ['nothing'] : ['nothing', 'seeds']
const templates = await Promise.all(holdings.map((holding) => makeTemplate(server, holding)))
// Several processes on PGlite begin with the same; a single one makes it itself, while others are at work.
const dumps = values.long || values.node ? await Promise.all(holdings.map(writeDump)) : []
const totals = { passed: 0, failed: 0 }

try {
  if (named.length > 0) await run([onPostgres(named), onPglite(named.filter(isQuick))])
  else if (values.long) await runLong()
  else if (values.node) await runCore(values.node)
  else if (values.cluster) await runCluster()
  else await runQuick()
} finally {
  for (const template of templates) await onServer(server, `drop database ${template}`)
  await own?.stop()
  rmSync(folder, { recursive: true, force: true })
}
// The reporter may leave the cursor within a line.
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
// A library that this process loads for its server answers 0 where a process ends by itself.
process.exit(totals.failed > 0 ? 1 : 0)

/** Whether the runner has been built without the plugins that package.json leaves out; as it is installed, it has them. */
function isTapBuilt(): boolean {
  const { plugin }: { plugin: string[] } = JSON.parse(readFileSync('package.json', 'utf8')).tap
  const built = readFileSync('node_modules/@tapjs/test/test-built/src/index.ts', 'utf8')
  return plugin.every((name) => !name.startsWith('!') || !built.includes(name.slice(1)))
}

async function runQuick(): Promise<void> {
  // What takes longest comes first, so that no core is idle at the end.
  await run([onPglite(core.filter((file) => !slowOnPglite.includes(file))), onPostgres(filesIn('tests'))])
}

async function runLong(): Promise<void> {
  const chance = onPostgres(properties)
  await run([{ ...onPostgres(timed), filesInProcess: 1 }], { jobs: timed.length })
  // These start servers, services and browsers of their own.
  const files = filesIn('tests/long').filter((file) => !timed.includes(file) && !properties.includes(file))
  await run(
    [
      { ...onPostgres(files), filesInProcess: 1 },
      { ...chance, name: 'chance', environment: { ...chance.environment, ...moreRuns } },
      onPglite(slowOnPglite),
    ],
    { jobs: availableParallelism() },
  )
  for (const version of nodeVersions) await runCore(version)
}

async function runCore(version: string): Promise<void> {
  await run([onPostgres(core), onPglite(core)], { node: installNode(version) })
}

/** What loses machines, and the rarest of its faults as often as it takes to believe it. */
async function runCluster(): Promise<void> {
  const isSoak = (file: string) => file.endsWith('/soak.test.ts')
  const cluster = onPostgres(filesIn('tests/cluster').filter((file) => isSoak(file) === values.soak))
  const settings = { CLUSTER_SLEEPS: '10', SOAK_MINUTES: values.minutes }
  await run([{ ...cluster, filesInProcess: 1, environment: { ...settings, ...cluster.environment } }])
}

async function writeDump(holding: Holding): Promise<string> {
  const file = join(folder, `${holding}.tar`)
  writeFileSync(file, Buffer.from(await (await dumpOf(holding)).arrayBuffer()))
  return file
}

function onPostgres(files: string[]): Suite {
  const [nothing = '', seeds] = templates
  const held = { TEST_POSTGRES_TEMPLATE: nothing, ...(seeds && { TEST_POSTGRES_SEEDS: seeds }) }
  const environment = { TEST_POSTGRES_URL: server, ...held }
  return { name: 'postgres', files, environment: { TEST_DATABASE: 'postgres', ...environment } }
}

function onPglite(files: string[]): Suite {
  const [nothing, seeds] = dumps
  const held = { ...(nothing && { TEST_PGLITE_DUMP: nothing }), ...(seeds && { TEST_PGLITE_SEEDS: seeds }) }
  const environment = { TEST_POSTGRES_URL: server, ...held }
  return { name: 'pglite', files, environment: { TEST_DATABASE: 'pglite', ...environment } }
}

function filesIn(path: string): string[] {
  return readdirSync(path)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(path, name))
}

/** Runs the groups, and what failed beside others again with nothing beside it, for a busy machine is no fault. */
async function run(suites: Suite[], { node = process.execPath, jobs = usualJobs } = {}): Promise<void> {
  if (node !== process.execPath) console.log(`\n${node}`)
  const groups = writeGroups(suites)
  const first = await runGroups(groups, node, jobs)
  totals.passed += first.passed
  totals.failed += first.failed
  if (first.failedGroups.length === 0 || groups.length === 1) return
  console.log(`\nOnce more, alone: ${first.failedGroups.join(', ')}`)
  const second = await runGroups(first.failedGroups, node, 1)
  totals.passed += Math.max(0, first.failed - second.failed)
  totals.failed += second.failed - first.failed
}

async function runGroups(groups: string[], node: string, jobs: number) {
  const words = ['run', '--reporter=tap', `--jobs=${jobs}`, `--timeout=${secondsOfProcess}`, ...groups]
  const runner = spawn(node, [tap, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const line of createInterface({ input: runner.stdout })) {
    said += `${line}\n`
    if (/^(?:not )?ok /.test(line)) console.log(line)
  }
  const code = runner.exitCode ?? (await once(runner, 'exit'))[0]
  const failures = said.match(/^ *not ok .*\n(?: *---\n[\s\S]*?^ *\.\.\.$)?/gm) ?? []
  for (const failure of failures) console.log(failure)
  const failedGroups = groups.filter((group) => failures.some((failure) => failure.includes(` - ${group} #`)))
  // The totals of the whole run are the last that the output tells.
  const counts = said.match(/^# \{.*\}$/gm)?.at(-1) ?? ''
  const count = (word: string) => Number(new RegExp(`${word}: (\\d+)`).exec(counts)?.[1] ?? 0)
  // A run may end badly with no assertion to blame, or with none at all.
  const failed = code === 0 ? count('fail') : Math.max(1, count('fail'))
  return { failedGroups, passed: count('pass'), failed }
}

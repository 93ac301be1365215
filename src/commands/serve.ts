import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import closeWithGrace from 'close-with-grace'
import { sql } from 'drizzle-orm'
import { createApp } from '../app.ts'
import { toLine } from '../copy/check-dataset.ts'
import { importFiles } from '../copy/import-files.ts'
import { type Connection, connect } from '../database/connect.ts'
import { rows } from '../database/rows.ts'
import { acceptManyAtOnce } from '../http/acceptors.ts'
import { listPath } from '../http/api-address.ts'
import { drain } from '../http/drain.ts'
import { watchForRestore } from '../log/restore-watch.ts'
import { exampleNoun } from '../model/noun-list.ts'
import { seedReason } from '../nouns/introduction.ts'
import { openRegistry, type Registry } from '../read/registry.ts'
import { projectRoot } from '../root.ts'
import { type CommandInput, CommandProblem, makeCurrent, readWords, targetOf } from './command.ts'
import { endOnce, isFirstWorker, lead, stopSignals, workersOf } from './workers.ts'

/** How many connections may wait to be accepted. A smaller backlog would not turn clients away: they would try again for half a minute. */
const backlog = 4096

/** `serve`: opens the database, seeds it if it is empty, and answers over HTTP until it is told to stop. */
export async function serve({ words, config, nouns, say }: CommandInput): Promise<void> {
  readWords(words, { command: 'serve' })
  const count = workersOf(config)
  if (count > 1 && cluster.isPrimary) return lead(count, config)
  // Without this, the garbage of busy requests may grow to three times the memory of live objects before V8 collects it.
  setFlagsFromString('--heap-growing-percent=50')
  // Without this, V8 allocates some objects of each request in its old space, because objects from the same code lived
  // long while the service started.
  setFlagsFromString('--no-allocation-site-pretenuring')
  const connection = await connect({ ...targetOf(config, say), readUrl: config.readUrl })
  const opened: (() => unknown)[] = [connection.close]
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    await makeCurrent(connection, nouns, say)
    const report = (err: unknown) => app.log.error({ err }, 'work in the background failed')
    const registry = await openRegistry(connection, nouns, { report })
    opened.push(registry.close)
    if (registry.head.present.current()?.seq === 0 && (await connection.takesWrites())) {
      await seed(registry, say)
      // The embedded database never gathers statistics by itself, and a server does so only after a minute.
      await connection.vacuum()
    }
    const app = await createApp(config, registry, 'written')
    const watch = watchForRestore(
      connection,
      registry.head,
      (reason) => app.log.error({ reason }, 'the log goes on as another one'),
      (err) => app.log.error({ err }, 'the log went back, and could not be restarted yet'),
    )
    opened.push(watch.close, () => app.close())
    // A worker gets its connections from the primary, which accepts each as soon as it comes.
    const acceptors = cluster.isWorker ? undefined : acceptManyAtOnce(app, backlog)
    // By itself, closeWithGrace ends a process at once when a second signal comes.
    const skip = cluster.isWorker ? [...stopSignals] : []
    const grace = closeWithGrace({ delay: 25_000, skip }, async ({ err }) => {
      if (err) app.log.error(err)
      await drain(app, acceptors)
      await closeAll()
    })
    if (cluster.isWorker) endOnce(grace.close)
    // Otherwise closeWithGrace would end a process that cannot start with exit code 0.
    const address = await app.listen({ port: config.port, host: config.host, backlog }).catch((error) => {
      grace.uninstall()
      throw error
    })
    const shown = config.publicUrl ?? address
    void registry.counts.settle()
    if (connection.mode === 'embedded')
      say(
        'Embedded database: for one process on one machine, and not safe against power loss. DATABASE_URL names a Postgres server instead.',
      )
    else if (isFirstWorker() && (await acknowledgesEarly(connection)))
      say(
        'The server acknowledges writes before they are on its disk, and loses the last of them where it crashes: synchronous_commit is off.',
      )
    if (isFirstWorker())
      say(`Front page  ${shown}/\nAPI         ${shown}${listPath(exampleNoun(nouns).name)}\nSwagger UI  ${shown}/docs`)
  } catch (error) {
    // Otherwise timers that query the database would log at length that it is gone.
    await closeAll()
    throw error
  }
}

async function acknowledgesEarly({ aside }: Connection): Promise<boolean> {
  const setting = sql`select current_setting('synchronous_commit') as commit`
  const [found] = await rows<{ commit: string }>(aside, setting).catch(() => [])
  return found?.commit === 'off'
}

async function seed({ leader, nouns, head }: Registry, say: (line: string) => void): Promise<void> {
  const seeds = fileURLToPath(new URL('seeds/', projectRoot))
  const report = await importFiles(leader, nouns, [seeds], {
    actor: 'seed',
    reason: seedReason.en,
    dryRun: false,
    progress: () => {},
  })
  for (const finding of report.findings) say(toLine(finding))
  if (report.failed > 0) throw new CommandProblem('The seeds do not fit; nothing was written.')
  await head.refresh()
  say(`${report.created} records loaded from seeds/.`)
}

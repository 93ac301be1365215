import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { presentRules } from '../../src/write/reproject.ts'
import { engine } from '../support/database.ts'
import type { Ask } from '../support/followers.ts'
import { checkKept } from '../support/kept-writes.ts'
import { startLoad } from '../support/load.ts'
import { type Change, type Migration, makeRelease } from '../support/next-release.ts'
import { makeFolder, noServerBinaries, startNode } from '../support/postgres-node.ts'
import { environmentWith, launcher, program } from '../support/program.ts'
import { type RunningService, startService } from '../support/service.ts'

// Three releases on one database, under writers, followers and readers: the present one, a next one that has renamed a
// column and puts something else into rows, and one after that, which drops what nobody uses any more.

const skip = noServerBinaries || (engine === 'pglite' && 'a server’s')

/** The column has another name, the publisher weighs more in search, and so the rows are made by other rules. */
const changes: Change[] = [
  { file: 'package.json', from: '"version": "0.1.0"', to: '"version": "0.2.0"' },
  { file: 'dist/database/noun-tables.js', from: "boolean('reprint')", to: "boolean('copied')" },
  {
    file: 'dist/nouns/sources/source-noun.js',
    from: "{ field: 'publisher', text: publisher, weight: 'B' }",
    to: "{ field: 'publisher', text: publisher, weight: 'A' }",
  },
  {
    file: 'dist/write/reproject.js',
    from: `presentRules = ${presentRules};`,
    to: `presentRules = ${presentRules + 1};`,
  },
]

/** Both names, kept equal whichever of them a release writes. */
const expand: Migration = {
  name: 'expand',
  statements: `alter table sources add column copied boolean;
select keep_past('sources');
create function keep_copied() returns trigger language plpgsql as $$
begin
  if new.copied is null or (tg_op = 'UPDATE' and new.copied is not distinct from old.copied) then
    new.copied := new.reprint;
  else
    new.reprint := new.copied;
  end if;
  return new;
end $$;
create trigger keep_copied before insert or update on sources for each row execute function keep_copied();
create trigger keep_copied before insert or update on sources_past for each row execute function keep_copied();
update sources set copied = reprint;
update sources_past set copied = reprint;`,
}

const contract: Migration = {
  name: 'contract',
  statements: `drop function keep_copied() cascade;
alter table sources drop column reprint;
alter table sources_past drop column reprint;
alter table sources alter column copied set not null;`,
}

/** Instances of the service that take turns. One that does not answer is left out for that request, as a proxy does. */
class Instances {
  readonly running: RunningService[] = []
  #turn = 0

  readonly ask: Ask = async (path, options) => {
    const first = this.#next()
    try {
      return await fetch(first.address + path, options)
    } catch (error) {
      // What has no body may be sent again.
      if (options?.body || options?.signal?.aborted) throw error
      return await fetch(this.#next(first).address + path, options)
    }
  }

  #next(besides?: RunningService): RunningService {
    const all = this.running.filter((each) => each !== besides)
    this.#turn += 1
    const next = all[this.#turn % all.length]
    if (!next) throw new Error('No instance is running.')
    return next
  }

  async drain(service: RunningService): Promise<number | null> {
    const code = await service.stop()
    this.running.splice(this.running.indexOf(service), 1)
    return code
  }
}

const run = async (release: string[], url: string, ...words: string[]) =>
  (await promisify(execFile)(launcher, [...release, ...words], { env: environmentWith({ DATABASE_URL: url }) })).stdout

t.test('releases that serve beside each other', { skip }, async (t) => {
  const node = await startNode(t)
  await node.ask('create role "registry-service" login')
  const serviceUrl = Object.assign(new URL(node.url), { username: 'registry-service' }).href
  const next = makeRelease(makeFolder(t), changes, [expand])
  const later = makeRelease(makeFolder(t), changes, [expand, contract])
  const start = (release: string[]) => startService(t, { DATABASE_URL: serviceUrl }, release)

  await run(program, node.url, 'migrate', '--grant-to', 'registry-service')
  const instances = new Instances()
  const old = [await start(program), await start(program)]
  instances.running.push(...old)
  const load = startLoad(instances.ask)
  await load.more(60)
  const told = await reprints(instances)

  await t.test('the next one migrates while the present one serves', async () => {
    // Whoever reads for long is in the way of the migration, which may not be in the way of all others meanwhile.
    const reading = node.ask('select pg_sleep(6) from sources limit 1')
    await run(next, node.url, 'migrate')
    await reading
    await load.more(60)
  })

  const fresh: RunningService[] = []
  await t.test('new instances join', async (t) => {
    fresh.push(await start(next))
    instances.running.push(...fresh)
    await load.more(60)
    t.match(told, [/^[1-9]\d* reprints, others: true$/])
    t.same(await reprints(instances), told, 'both find by that column what either has written')
  })

  await t.test('an instance of the present one may start again', async (t) => {
    const [first] = old
    if (!first) return
    instances.running.splice(instances.running.indexOf(first), 1)
    first.child.kill('SIGKILL')
    old[0] = await start(program)
    instances.running.push(old[0])
    t.match(old[0].said.join('\n'), /A later release has migrated the database/)
    t.same(
      await node.ask('select rules from projection_rules'),
      [{ rules: presentRules + 1 }],
      'and leaves the rows alone',
    )
    await load.more(60)
  })

  await t.test('those of the present one are taken away', async (t) => {
    fresh.push(await start(next))
    instances.running.push(...fresh.slice(-1))
    for (const each of old) t.equal(await instances.drain(each), 0)
    await load.more(60)
    t.match(await run(next, node.url, 'verify').catch(({ stdout }) => stdout), /sources\/written-/, 'they left rows')
    t.match(await run(next, node.url, 'migrate', '--remake'), /All rows are made again/, 'which are made again')
  })

  await t.test('what nobody uses is dropped', async () => {
    await run(later, node.url, 'migrate')
    await load.more(60)
  })

  await load.caughtUp()
  await load.stop()
  await checkKept(t, load, node.ask)
  t.same(load.tally.readsFailed, [], `none of ${load.tally.reads} reads fails`)
  t.match(await run(later, node.url, 'verify'), /nothing amiss/, 'the log and the rows are sound')
  for (const each of fresh) t.equal(await instances.drain(each), 0)
})

/** What instances count by that column, each different count once: the seeds have reprints, and the writers write others. */
async function reprints({ running }: Instances): Promise<string[]> {
  const count = async (address: string, value: boolean) =>
    ((await (await fetch(`${address}/v1/sources?reprint=${value}&limit=1`)).json()) as { total: number }).total
  const said = await Promise.all(
    running.map(
      async ({ address }) => `${await count(address, true)} reprints, others: ${(await count(address, false)) > 0}`,
    ),
  )
  return [...new Set(said)]
}

import t from 'tap'
import { checkEnd } from '../support/kept-writes.ts'
import { startLoad } from '../support/load.ts'
import { noServerBinaries, type PostgresNode, startNode } from '../support/postgres-node.ts'
import { startService } from '../support/service.ts'

/** Kills a process of the server that works for the service, upon which the server ends all others and recovers. */
async function killBackend(node: PostgresNode): Promise<void> {
  const [found] = await node.ask<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'registry'
    order by query = 'commit' and state = 'active' desc, state <> 'idle' desc limit 1`,
  )
  if (found) process.kill(found.pid, 'SIGKILL')
}

async function killServer(node: PostgresNode): Promise<void> {
  await node.kill()
  await node.start()
}

t.test('a database that is killed under writers', { skip: noServerBinaries }, async (t) => {
  const node = await startNode(t)
  const service = await startService(t, { DATABASE_URL: node.url })
  const load = startLoad((path, options) => fetch(service.address + path, options))
  for (const kill of [killBackend, killServer, killBackend, killServer, killBackend]) {
    await load.more(20 + Math.floor(Math.random() * 40))
    await kill(node)
  }
  await load.more(20)
  await checkEnd(t, load, node)
})

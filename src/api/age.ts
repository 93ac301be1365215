import { isOfApi } from '../http/api-address.ts'
import type { Server } from '../http/server.ts'
import type { HeadWatch } from '../log/head.ts'

/**
 * While the leader of the database does not say where the log stands, replicas answer on, and may miss what was committed
 * since. `Registry-Age` tells for how many seconds that has been so.
 */
export function tellAge(app: Server, head: HeadWatch): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    const age = head.unconfirmedFor()
    if (age > 0 && isOfApi(request.url) && reply.statusCode < 500) reply.header('registry-age', age)
    done()
  })
}

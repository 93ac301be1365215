import type { Server } from '../../http/server.ts'
import { limitedSlots } from '../../http/slots.ts'
import { texts } from '../../language/texts.ts'
import type { Registry } from '../../read/registry.ts'
import { listRoute } from './list-route.ts'
import { recordRoute } from './record-route.ts'

/** Each holds a page of records in memory, for as long as its client takes. */
const mostExports = 16

/** The two reads that every noun has. */
export function recordRoutes(app: Server, registry: Registry): void {
  const takeExport = limitedSlots(mostExports, 10, (count) =>
    texts(
      `${count} clients are taking whole lists already.`,
      `已有 ${count} 個用戶端在下載整份清單。`,
      `已有 ${count} 个客户端在下载整份列表。`,
    ),
  )
  for (const noun of registry.nouns.values()) {
    listRoute(app, registry, noun, takeExport)
    recordRoute(app, registry, noun)
  }
}

// Runs Platformatic DB over the database that it is told, in the folder that it is told. Node 22 runs this file.

import { create } from '@platformatic/db'

const [connectionString, folder] = process.argv.slice(2)
// In a container it listens at every address all the same.
const server = { hostname: '127.0.0.1', port: 0, logger: { level: 'info' } }
const config = {
  $schema: 'https://schemas.platformatic.dev/@platformatic/db/3.67.0.json',
  db: { connectionString, poolSize: 10, graphql: true, openapi: true, events: false },
  server,
  watch: false,
}
const app = await create(folder, config, { serverConfig: server, isEntrypoint: true, isProduction: true })
await app.init?.()
await app.start({ listen: true })
console.log(`Listening at port ${new URL(app.getUrl()).port}.`)

import type { Readable } from 'node:stream'
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import pg from 'pg'
import { type BackendMessage, DataRowMessage, type RowDescriptionMessage } from 'pg-protocol/dist/messages.js'
import { Parser } from 'pg-protocol/dist/parser.js'

// A text that is sent as it is stored need not be decoded to a string and encoded again: that takes longer than the
// rest of reading it. node-postgres makes a string of each value, so marked columns are taken out of the messages
// first. The mark is a type that equals text to Postgres, and that no column has.

const marked = pg.types.builtins.BPCHAR
const [rowDescription, dataRow] = [0x54, 0x44]
pg.types.setTypeParser(marked, (value) => value)

/** A column of text that arrives as UTF-8 in a buffer from a server, and as a string from the embedded database. */
export const asBytes = (column: SQLWrapper): SQL => sql`${column}::bpchar`

export const bytesOf = (value: Buffer | string): Buffer => (typeof value === 'string' ? Buffer.from(value) : value)

/** The part of node-postgres's parser that its types keep private. */
type OpenParser = new () => {
  parse(bytes: Buffer, receive: (message: BackendMessage) => void): void
  handlePacket(offset: number, code: number, length: number, bytes: Buffer): BackendMessage
}

class ByteParser extends (Parser as unknown as OpenParser) {
  #isMarked: boolean[] = []
  #anyMarked = false

  override handlePacket(offset: number, code: number, length: number, bytes: Buffer): BackendMessage {
    if (code === dataRow && this.#anyMarked) return this.#rowOf(offset, length, bytes)
    const message = super.handlePacket(offset, code, length, bytes)
    if (code === rowDescription) {
      this.#isMarked = (message as RowDescriptionMessage).fields.map(({ dataTypeID }) => dataTypeID === marked)
      this.#anyMarked = this.#isMarked.includes(true)
    }
    return message
  }

  #rowOf(start: number, length: number, bytes: Buffer): BackendMessage {
    let at = start + 2
    const fields = this.#isMarked.map((isMarked) => {
      const size = bytes.readInt32BE(at)
      at += 4
      // The length of null is -1.
      if (size < 0) return null
      const end = at + size
      // The parser uses its memory again.
      const value = isMarked ? Buffer.from(bytes.subarray(at, end)) : bytes.toString('utf8', at, end)
      at = end
      return value
    })
    return new DataRowMessage(length, fields)
  }
}

/** Lets a client that is not yet connected give what is marked as bytes. */
export function readByteColumns(client: pg.Client): void {
  const { connection } = client as unknown as { connection: pg.Connection }
  const attachListeners = (stream: Readable) => {
    const parser = new ByteParser()
    stream.on('data', (bytes: Buffer) =>
      parser.parse(bytes, (message) => {
        connection.emit(message.name === 'error' ? 'errorMessage' : message.name, message)
      }),
    )
  }
  Object.assign(connection, { attachListeners })
}

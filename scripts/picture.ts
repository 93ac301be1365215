import { writeFileSync } from 'node:fs'
import { makePicture } from './draw-rooms.ts'

// `npm run picture` draws the rooms and their imports, and writes the list of rooms into the documents that show it.

for (const [file, text] of await makePicture()) writeFileSync(file, text)

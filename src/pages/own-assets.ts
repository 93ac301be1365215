import { readFileSync } from 'node:fs'
import { asset } from '../http/asset.ts'
import { projectRoot } from '../root.ts'

/** A file of `assets/`. */
export const ownFile = (file: string): Buffer => readFileSync(new URL(`assets/${file}`, projectRoot))

/** The mark of the registry. */
export const mark = asset('mark', 'svg', ownFile('mark.svg'))
/** The same for those who show links and take no SVG. */
export const markPicture = asset('mark', 'png', ownFile('mark.png'))

const width = 120
const height = 10

/** How much of a whole is there, as a bar. The numbers stand beside it, so that it is hidden from readers of screens. */
export function Gauge({ part, whole }: { part: number; whole: number }) {
  const share = whole === 0 ? 0 : Math.min(1, part / whole)
  return (
    <svg class="gauge" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <rect width={width} height={height} rx="2" class="rest" />
      <rect width={width * share} height={height} rx="2" class="part" />
    </svg>
  )
}

import cluster from 'node:cluster'
import { AggregatorRegistry, type Registry } from 'prom-client'

// Behind one port, any process may be asked for the figures of all. The worker that is asked asks the primary, which
// collects them; both have a name for the question.

interface Question {
  metricsQuestion: number
}
interface Reply extends Question {
  text: string
}

const isQuestion = (message: unknown): message is Question =>
  typeof message === 'object' && message !== null && 'metricsQuestion' in message

/** In the primary, collects the figures of all workers for one that asks. */
export function serveMetricsOfAll(): void {
  const aggregator = new AggregatorRegistry()
  cluster.on('message', (worker, message) => {
    if (!isQuestion(message)) return
    aggregator
      .clusterMetrics()
      .catch(() => '')
      .then((text) => worker.isConnected() && worker.send({ ...message, text } satisfies Reply))
  })
}

let questions = 0

/** The figures of a registry; in a worker, those of all workers together. */
export function metricsOf(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics()
  AggregatorRegistry.setRegistries([registry])
  // Answers the primary when it collects.
  new AggregatorRegistry()
  return () =>
    new Promise((resolve) => {
      questions += 1
      const metricsQuestion = questions
      const hear = (message: unknown) => {
        if (!isQuestion(message) || message.metricsQuestion !== metricsQuestion) return
        process.off('message', hear)
        // Those of all are not to be had while one of them is starting.
        resolve((message as Reply).text || registry.metrics())
      }
      process.on('message', hear)
      process.send?.({ metricsQuestion } satisfies Question)
    })
}

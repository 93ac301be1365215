ALTER TABLE "idempotency" ADD COLUMN "tx" uuid;--> statement-breakpoint
ALTER TABLE "idempotency" ADD COLUMN "seq" bigint;
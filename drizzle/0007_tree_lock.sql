-- The lock on the tree of domains keeps these true: see src/registry/domain-moves.ts.
ALTER TABLE "agreement_domains" DROP CONSTRAINT "agreement_domains_target_domains_id_fk";
--> statement-breakpoint
ALTER TABLE "area_domains" DROP CONSTRAINT "area_domains_target_domains_id_fk";
--> statement-breakpoint
ALTER TABLE "measure_domains" DROP CONSTRAINT "measure_domains_target_domains_id_fk";
--> statement-breakpoint
ALTER TABLE "meeting_domains" DROP CONSTRAINT "meeting_domains_target_domains_id_fk";

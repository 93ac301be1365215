-- Rows that stand are made again from the log, by the rules that the service brings: see src/registry/reproject.ts.
CREATE TABLE "projection_rules" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"rules" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agreements" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "consensus_areas" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "consensus_areas" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "domains" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "measures" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mechanisms" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mechanisms" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "written" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "folded" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "projection_rules" ADD CHECK ("one");--> statement-breakpoint
INSERT INTO "projection_rules" ("rules") VALUES (0);

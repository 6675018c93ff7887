DROP INDEX "interests_received_at_sort";--> statement-breakpoint
DROP INDEX "interests_status";--> statement-breakpoint
DROP INDEX "opportunities_kind";--> statement-breakpoint
DROP INDEX "opportunities_status";--> statement-breakpoint
DROP INDEX "opportunities_country";--> statement-breakpoint
DROP INDEX "opportunities_protection";--> statement-breakpoint
DROP INDEX "organisations_form";--> statement-breakpoint
DROP INDEX "organisations_status";--> statement-breakpoint
DROP INDEX "organisations_country";--> statement-breakpoint
DROP INDEX "people_country";--> statement-breakpoint
DROP INDEX "people_consent";--> statement-breakpoint
DROP INDEX "places_form";--> statement-breakpoint
DROP INDEX "places_country";--> statement-breakpoint
DROP INDEX "presences_form";--> statement-breakpoint
DROP INDEX "relations_form";--> statement-breakpoint
DROP INDEX "reviews_verdict";--> statement-breakpoint
DROP INDEX "sources_form";--> statement-breakpoint
CREATE INDEX "interests_status_paging" ON "interests" USING btree ("status",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "opportunities_kind_paging" ON "opportunities" USING btree ("kind",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_status_paging" ON "opportunities" USING btree ("status",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_country_paging" ON "opportunities" USING btree ("country",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "opportunities_protection_paging" ON "opportunities" USING btree ("protection",coalesce("published_first", '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "organisations_form_en_paging" ON "organisations" USING btree ("form",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_form_zh_paging" ON "organisations" USING btree ("form",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_status_en_paging" ON "organisations" USING btree ("status",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_status_zh_paging" ON "organisations" USING btree ("status",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_country_en_paging" ON "organisations" USING btree ("country",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "organisations_country_zh_paging" ON "organisations" USING btree ("country",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "people_country_paging" ON "people" USING btree ("country",coalesce("name", '') collate "und-x-icu","id");--> statement-breakpoint
CREATE INDEX "people_consent_paging" ON "people" USING btree ("consent",coalesce("name", '') collate "und-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_form_en_paging" ON "places" USING btree ("form",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_form_zh_paging" ON "places" USING btree ("form",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_country_en_paging" ON "places" USING btree ("country",coalesce(words_text("name", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "places_country_zh_paging" ON "places" USING btree ("country",coalesce(words_text("name", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "presences_form_paging" ON "presences" USING btree ("form",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "relations_form_paging" ON "relations" USING btree ("form",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "reviews_verdict_paging" ON "reviews" USING btree ("verdict",coalesce("created_at", '-infinity'::timestamptz),"id");--> statement-breakpoint
CREATE INDEX "sources_form_en_paging" ON "sources" USING btree ("form",coalesce(words_text("title", 'en'), '') collate "en-x-icu","id");--> statement-breakpoint
CREATE INDEX "sources_form_zh_paging" ON "sources" USING btree ("form",coalesce(words_text("title", 'zh'), '') collate "zh-x-icu","id");--> statement-breakpoint
ALTER TABLE "interests" DROP COLUMN "received_at";
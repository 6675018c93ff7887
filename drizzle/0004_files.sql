CREATE INDEX "opportunities_picture_file" ON "opportunities" USING btree (("picture" ->> 'sha256'));--> statement-breakpoint
CREATE INDEX "opportunities_attachment_file" ON "opportunities" USING btree (("attachment" ->> 'sha256'));--> statement-breakpoint
CREATE INDEX "organisations_logo_file" ON "organisations" USING btree (("logo" ->> 'sha256'));
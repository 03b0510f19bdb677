BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempts (
	id VARCHAR(64) NOT NULL, 
	person_id VARCHAR(64) NOT NULL, 
	session_id VARCHAR(64), 
	scenario VARCHAR(200) NOT NULL, 
	scenario_sha256 VARCHAR(64) NOT NULL, 
	turn VARCHAR(64) NOT NULL, 
	ending VARCHAR(32), 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY (id), 
	CONSTRAINT fk_attempts_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_attempts_session_id_sessions FOREIGN KEY(session_id) REFERENCES sessions (id), 
	CONSTRAINT fk_attempts_scenario_sha256_content FOREIGN KEY(scenario_sha256) REFERENCES content (sha256)
);
INSERT INTO "attempts" VALUES('t1','ann','s1','core/late_parcel/en','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','unsure',NULL,'2026-11-02 09:30:00.000000','2026-11-02 09:30:00.000000');
INSERT INTO "attempts" VALUES('t2','bob',NULL,'core/late_parcel/en','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','settled','resolved','2026-11-02 09:30:00.000000','2026-11-02 09:30:00.000000');
CREATE TABLE content (
	sha256 VARCHAR(64) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	body TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_content PRIMARY KEY (sha256)
);
INSERT INTO "content" VALUES('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','scenario','{"complaint": "Where?"}','2026-11-02 09:30:00.000000');
CREATE TABLE disputes (
	id VARCHAR(64) NOT NULL, 
	submission_id VARCHAR(64) NOT NULL, 
	person_id VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_disputes PRIMARY KEY (id), 
	CONSTRAINT fk_disputes_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
	CONSTRAINT fk_disputes_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "disputes" VALUES('d1','u2','ann','{"why": "too low"}','2026-11-02 09:30:00.000000');
CREATE TABLE drafts (
	attempt_id VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	sequence BIGINT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (attempt_id), 
	CONSTRAINT fk_drafts_attempt_id_attempts FOREIGN KEY(attempt_id) REFERENCES attempts (id)
);
INSERT INTO "drafts" VALUES('t1','Hello Gemma, I''m so sorry. Čeká to na nás 🙏; -- it''s 50 %',1800000000000,'2026-11-02 09:30:00.000000');
CREATE TABLE overrides (
	id VARCHAR(64) NOT NULL, 
	submission_id VARCHAR(64) NOT NULL, 
	person_id VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_overrides PRIMARY KEY (id), 
	CONSTRAINT fk_overrides_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
	CONSTRAINT fk_overrides_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "overrides" VALUES('o1','u1','bob','{"empathy": 4}','2026-11-02 09:30:00.000000');
CREATE TABLE people (
	id VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id)
);
INSERT INTO "people" VALUES('ann','2026-11-02 09:30:00.000000');
INSERT INTO "people" VALUES('bob','2026-11-02 09:30:00.000000');
CREATE TABLE readings (
	id VARCHAR(64) NOT NULL, 
	submission_id VARCHAR(64) NOT NULL, 
	person_id VARCHAR(64) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	body TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_readings PRIMARY KEY (id), 
	CONSTRAINT fk_readings_submission_id_submissions FOREIGN KEY(submission_id) REFERENCES submissions (id), 
	CONSTRAINT fk_readings_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "readings" VALUES('r1','u1','bob','human','{"empathy": 4}','2026-11-02 09:30:00.000000');
CREATE TABLE sessions (
	id VARCHAR(64) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (id)
);
INSERT INTO "sessions" VALUES('s1','Monday','2026-11-02 09:30:00.000000');
CREATE TABLE submissions (
	id VARCHAR(64) NOT NULL, 
	attempt_id VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	turn VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	idempotency_key VARCHAR(64) NOT NULL, 
	overall FLOAT, 
	assessment TEXT NOT NULL, 
	rubric_sha256 VARCHAR(64) NOT NULL, 
	model_sha256 VARCHAR(64) NOT NULL, 
	sent_at DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_submissions PRIMARY KEY (id), 
	CONSTRAINT fk_submissions_attempt_id_attempts FOREIGN KEY(attempt_id) REFERENCES attempts (id), 
	CONSTRAINT uq_submissions_attempt_id_idempotency_key UNIQUE (attempt_id, idempotency_key), 
	CONSTRAINT uq_submissions_attempt_id_number UNIQUE (attempt_id, number)
);
INSERT INTO "submissions" VALUES('u1','t1',1,'opening','Hello Gemma, I''m so sorry. Čeká to na nás 🙏; -- it''s 50 %','k1',61.5,'{"overall": 61.5}','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',NULL,'2026-11-02 09:30:00.000000');
INSERT INTO "submissions" VALUES('u2','t1',2,'opening','Hello Gemma, I''m so sorry. Čeká to na nás 🙏; -- it''s 50 %','k2',NULL,'{"overall": 61.5}','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',NULL,'2026-11-02 09:30:00.000000');
INSERT INTO "submissions" VALUES('u3','t2',1,'opening','Hello Gemma, I''m so sorry. Čeká to na nás 🙏; -- it''s 50 %','k1',88.0,'{"overall": 61.5}','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',NULL,'2026-11-02 09:30:00.000000');
CREATE INDEX ix_attempts_person_id_scenario ON attempts (person_id, scenario);
CREATE INDEX ix_readings_submission_id ON readings (submission_id);
CREATE INDEX ix_overrides_submission_id ON overrides (submission_id);
CREATE INDEX ix_disputes_submission_id ON disputes (submission_id);
COMMIT;

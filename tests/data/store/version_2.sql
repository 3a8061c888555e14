-- A store as version 2 of the schema wrote it: what became of the one that version 1 wrote.
CREATE TABLE run (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  parent TEXT,
  trashed INTEGER NOT NULL DEFAULT 0,
  queue_position INTEGER,
  owner_pid INTEGER,
  owner_started INTEGER,
  owner_boot TEXT,
  owner_host TEXT,
  heartbeat_ms INTEGER,
  last_seq INTEGER NOT NULL DEFAULT 0,
  epochs INTEGER NOT NULL DEFAULT 0,
  epochs_done INTEGER NOT NULL DEFAULT 0,
  test_top1 REAL,
  best_test_top1 REAL,
  seconds REAL,
  measuring_seconds REAL,
  stage_measuring_seconds REAL NOT NULL DEFAULT 0,
  course BLOB,
  stage_ends BLOB,
  config_json TEXT NOT NULL
, generation INTEGER NOT NULL DEFAULT 0);
INSERT INTO run VALUES('0123456789ab','an old run','finished',1764000000000,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,7,2,2,61.0,62.5,9.5,1.5,0.0,NULL,NULL,'{"seed": 3, "training": {"epochs": 2}, "teacher": {"epochs": 1}, "curriculum": {"stages": 1}}',0);
CREATE TABLE event (
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  unix_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) WITHOUT ROWID;
INSERT INTO event VALUES('0123456789ab',1,1000,'run_started','{"environment":{"program":"0.1.0","libtorch":"2.11.0","instruction_set":"AVX2","bf16_hardware":false,"threads":2,"device":"cpu","precision":"fp32","host":"h","system":"s","devices":[]}}');
INSERT INTO event VALUES('0123456789ab',2,1050,'teacher','{"origin":"trained","model":"resnet8","key":"k","weights":"w","test_loss":0.5,"test_top1":90.0,"test_top5":99.0,"test_predictions":"p","seconds":1.5}');
INSERT INTO event VALUES('0123456789ab',3,1100,'stage_started','{"stage":1,"stages":1,"alpha":1.0,"first_epoch":1,"last_epoch":2,"steps":20}');
INSERT INTO event VALUES('0123456789ab',4,1300,'epoch','{"epoch":1,"stage":1,"learning_rate":0.1,"train_loss":1.0,"train_ce":0.9,"train_kl":1.1,"train_top1":60.0,"test_loss":0.8,"test_top1":62.5,"test_top5":95.0,"agreement":80.0,"teacher_kl":0.3,"validation_loss":null,"validation_top1":null,"samples":1000,"steps":8,"training_seconds":1.5,"evaluating_seconds":0.5}');
INSERT INTO event VALUES('0123456789ab',5,1400,'epoch','{"epoch":2,"stage":1,"learning_rate":0.1,"train_loss":0.9,"train_ce":0.8,"train_kl":1.0,"train_top1":61.0,"test_loss":0.8,"test_top1":61.0,"test_top5":95.0,"agreement":80.0,"teacher_kl":0.3,"validation_loss":null,"validation_top1":null,"samples":1000,"steps":8,"training_seconds":1.5,"evaluating_seconds":0.5}');
INSERT INTO event VALUES('0123456789ab',6,1500,'stage_ended','{"stage":1,"seconds":{"measuring":1.5,"selecting":0.0,"training":3.0,"evaluating":1.0},"test_loss":0.8,"test_top1":61.0,"test_top5":95.0,"test_predictions":"p"}');
INSERT INTO event VALUES('0123456789ab',7,1600,'run_ended','{"status":"finished","error":null,"weights":null,"seconds":9.5}');
CREATE TABLE blob (
  hash TEXT PRIMARY KEY NOT NULL,
  bytes BLOB NOT NULL
);
CREATE TABLE run_artefact (
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (run, hash, place)
) WITHOUT ROWID;
CREATE TABLE teacher (
  key TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  trained INTEGER NOT NULL,
  ce TEXT, role TEXT NOT NULL DEFAULT 'teacher',
  PRIMARY KEY (key, run)
) WITHOUT ROWID;
INSERT INTO teacher VALUES('k','0123456789ab',2,1,NULL,'teacher');
CREATE TABLE command (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  command TEXT NOT NULL,
  created_ms INTEGER NOT NULL
);
CREATE TABLE queue_lease (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  owner_pid INTEGER NOT NULL,
  owner_started INTEGER NOT NULL,
  owner_boot TEXT NOT NULL,
  owner_host TEXT NOT NULL,
  heartbeat_ms INTEGER NOT NULL
);
DELETE FROM sqlite_sequence;
CREATE INDEX run_queue ON run(queue_position) WHERE status = 'queued';
CREATE INDEX run_artefact_hash ON run_artefact(hash, place);
CREATE INDEX teacher_run ON teacher(run);
CREATE VIEW v_run AS SELECT
  id, name, status, datetime(created_ms / 1000, 'unixepoch') AS created,
  json_extract(config_json, '$.data.name') AS dataset,
  json_extract(config_json, '$.teacher.model') AS teacher,
  json_extract(config_json, '$.student.model') AS student,
  json_extract(config_json, '$.distillation.method') AS method,
  json_extract(config_json, '$.curriculum.stages') AS stages,
  json_extract(config_json, '$.seed') AS seed,
  epochs, epochs_done, test_top1, best_test_top1, seconds, measuring_seconds, trashed
FROM run;
CREATE VIEW v_stage AS SELECT
  run, seq, unix_ms,
  json_extract(body, '$.stage') AS stage,
  json_extract(body, '$.alpha') AS alpha,
  json_extract(body, '$.subset_size') AS selected,
  json_extract(body, '$.entered_count') AS entered,
  json_extract(body, '$.ce_teacher') AS ce_teacher,
  json_extract(body, '$.ce_student') AS ce_student,
  json_extract(body, '$.measuring_seconds') AS measuring_seconds,
  json_extract(body, '$.selecting_seconds') AS selecting_seconds
FROM event WHERE kind = 'stage_selected';
CREATE VIEW v_epoch AS SELECT
  run, seq, unix_ms,
  json_extract(body, '$.epoch') AS epoch,
  json_extract(body, '$.stage') AS stage,
  json_extract(body, '$.learning_rate') AS learning_rate,
  json_extract(body, '$.train_loss') AS train_loss,
  json_extract(body, '$.test_loss') AS test_loss,
  json_extract(body, '$.test_top1') AS test_top1,
  json_extract(body, '$.test_top5') AS test_top5,
  json_extract(body, '$.agreement') AS agreement,
  json_extract(body, '$.teacher_kl') AS teacher_kl,
  json_extract(body, '$.train_ce') AS train_ce,
  json_extract(body, '$.train_kl') AS train_kl,
  json_extract(body, '$.train_method') AS train_method,
  json_extract(body, '$.train_top1') AS train_top1,
  json_extract(body, '$.validation_loss') AS validation_loss,
  json_extract(body, '$.validation_top1') AS validation_top1,
  json_extract(body, '$.samples') AS samples,
  json_extract(body, '$.steps') AS steps,
  json_extract(body, '$.training_seconds') AS training_seconds,
  json_extract(body, '$.evaluating_seconds') AS evaluating_seconds
FROM event WHERE kind = 'epoch';
PRAGMA application_id=1413690187;
PRAGMA user_version=2;

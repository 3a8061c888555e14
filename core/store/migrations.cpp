// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include <array>
#include <string>

#include "core/store/connection.h"

namespace tc3kd {
namespace {

/// Times are milliseconds since 1970, accuracies percent. `course` and `stage_ends` are arrays of doubles. What a run's
/// events determine (from `last_seq` on) can be rebuilt from them; it stands here so that the list needs no events.
constexpr const char* version_1_tables = R"sql(
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
);
CREATE INDEX run_queue ON run(queue_position) WHERE status = 'queued';

CREATE TABLE event (
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  unix_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (run, seq)
) WITHOUT ROWID;

CREATE TABLE blob (
  hash TEXT PRIMARY KEY NOT NULL,
  bytes BLOB NOT NULL
);

-- Every blob and file that a run's events name; place is 'blob' or 'file' (in the folder beside the database).
CREATE TABLE run_artefact (
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (run, hash, place)
) WITHOUT ROWID;
CREATE INDEX run_artefact_hash ON run_artefact(hash, place);

-- The runs that have a teacher of this key; seq is the event that says so, ce the blob of its cross-entropies on D.
CREATE TABLE teacher (
  key TEXT NOT NULL,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  trained INTEGER NOT NULL,
  ce TEXT,
  PRIMARY KEY (key, run)
) WITHOUT ROWID;
CREATE INDEX teacher_run ON teacher(run);

CREATE TABLE command (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  command TEXT NOT NULL,
  created_ms INTEGER NOT NULL
);

-- At most one row: the process that works the queue off.
CREATE TABLE queue_lease (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  owner_pid INTEGER NOT NULL,
  owner_started INTEGER NOT NULL,
  owner_boot TEXT NOT NULL,
  owner_host TEXT NOT NULL,
  heartbeat_ms INTEGER NOT NULL
);
)sql";

/// For whoever opens the file with other tools: these names and columns stay.
constexpr const char* version_1_views = R"sql(
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
  json_extract(body, '$.teacher_kl') AS teacher_kl
FROM event WHERE kind = 'epoch';

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
)sql";

void to_version_1(SQLite::Database& database) {
  database.exec(version_1_tables);
  database.exec(version_1_views);
}

/// A run that is resumed forgets events: `generation` counts how often. A judge is found again like a teacher.
constexpr const char* version_2 = R"sql(
ALTER TABLE run ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE teacher ADD COLUMN role TEXT NOT NULL DEFAULT 'teacher';

DROP VIEW v_epoch;
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
)sql";

void to_version_2(SQLite::Database& database) { database.exec(version_2); }

/// Teachers that came from a file; `weights` names it in the folder beside the database. `mean`, `std` and `report` are
/// JSON; an empty list is the data set's own.
constexpr const char* version_3 = R"sql(
CREATE TABLE imported_teacher (
  weights TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  model TEXT NOT NULL,
  dataset TEXT NOT NULL,
  data_dir TEXT NOT NULL,
  imported_ms INTEGER NOT NULL,
  top1 REAL NOT NULL,
  top5 REAL NOT NULL,
  loss REAL NOT NULL,
  test_samples INTEGER NOT NULL,
  mean TEXT NOT NULL,
  std TEXT NOT NULL,
  report TEXT NOT NULL
);
)sql";

void to_version_3(SQLite::Database& database) { database.exec(version_3); }

/// migrations[v] brings a store from version v to v + 1. Released ones never change; a new schema is a new entry.
using Migration = void (*)(SQLite::Database&);
constexpr std::array<Migration, 3> migrations = {to_version_1, to_version_2, to_version_3};

}  // namespace

int store_version() { return static_cast<int>(migrations.size()); }

void migrate(SQLite::Database& database) {
  const int from = database.execAndGet("PRAGMA user_version").getInt();
  for (int version = from; version < store_version(); ++version)
    migrations.at(static_cast<std::size_t>(version))(database);
  if (from == store_version()) return;
  database.exec("PRAGMA application_id=" + std::to_string(store_application_id));
  database.exec("PRAGMA user_version=" + std::to_string(store_version()));
}

}  // namespace tc3kd

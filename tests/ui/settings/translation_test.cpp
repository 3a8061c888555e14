// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include "core/domain/config/field.h"
#include "ui/main_window.h"
#include "ui/pages/board_page.h"
#include "ui/settings/language.h"
#include "ui/text/messages.h"

namespace tc3kd::ui {
namespace {

struct Message {
  QString context, source, type;
  QStringList translations;
};

std::vector<Message> messagesOf(const char* name) {
  QFile file(QStringLiteral(TC3KD_SOURCE_DIR "/translations/") + QLatin1String(name));
  EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
  QXmlStreamReader xml(&file);
  std::vector<Message> messages;
  QString context;
  bool plural = false;
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement()) continue;
    if (xml.name() == QLatin1String("name")) context = xml.readElementText();
    if (xml.name() == QLatin1String("message")) {
      messages.push_back({context, {}, {}, {}});
      plural = xml.attributes().hasAttribute(QLatin1String("numerus"));
    }
    if (xml.name() == QLatin1String("source")) messages.back().source = xml.readElementText();
    if (xml.name() == QLatin1String("numerusform")) messages.back().translations << xml.readElementText();
    if (xml.name() == QLatin1String("translation")) {
      messages.back().type = xml.attributes().value(QLatin1String("type")).toString();
      if (!plural) messages.back().translations << xml.readElementText();
    }
  }
  EXPECT_FALSE(xml.hasError()) << name;
  return messages;
}

QStringList placeholders(const QString& text) {
  static const QRegularExpression pattern(QStringLiteral("%(\\d|n)"));
  QStringList found;
  for (auto match = pattern.globalMatch(text); match.hasNext();) found << match.next().captured();
  found.sort();
  return found;
}

/// Restores English when a test is over.
class Language {
 public:
  explicit Language(const char* language) { setLanguage(QLatin1String(language)); }
  ~Language() { setLanguage(QStringLiteral("en")); }
  Language(const Language&) = delete;
  Language& operator=(const Language&) = delete;
};

TEST(Translation, NoMessageIsUnfinishedAndEachKeepsItsPlaceholders) {
  for (const char* name : {"tc3kd_zh_CN.ts", "tc3kd_en.ts"}) {
    const auto messages = messagesOf(name);
    EXPECT_FALSE(messages.empty()) << name;
    for (const Message& message : messages) {
      const std::string what =
          std::string(name) + ": " + message.context.toStdString() + ": " + message.source.toStdString();
      EXPECT_TRUE(message.type.isEmpty()) << what << " is " << message.type.toStdString();
      EXPECT_FALSE(message.translations.isEmpty() || message.translations.contains(QString())) << what;
      for (const QString& translation : message.translations) {
        EXPECT_EQ(placeholders(translation), placeholders(message.source)) << what;
      }
    }
  }
}

TEST(Translation, TheWindowSpeaksChineseAndEnglishAgain) {
  {
    const Language chinese("zh_CN");
    EXPECT_EQ(MainWindow::tr("Keep running"), QStringLiteral("继续运行"));
    EXPECT_EQ(BoardPage::tr("Pause"), QStringLiteral("暂停"));
    EXPECT_EQ(statusText(RunStatus::finished), QStringLiteral("已完成"));
    EXPECT_EQ(QLocale().language(), QLocale::Chinese);
  }
  EXPECT_EQ(MainWindow::tr("Keep running"), QStringLiteral("Keep running"));
  EXPECT_EQ(statusText(RunStatus::finished), QStringLiteral("finished"));
}

TEST(Translation, EveryFieldOfTheConfigurationIsTranslated) {
  const Language chinese("zh_CN");
  static const QRegularExpression han(QStringLiteral("\\p{Han}"));
  int checked = 0;
  for (const Field& field : tc3kd::fields()) {
    ++checked;
    EXPECT_TRUE(fieldHelp(field).contains(han)) << field.key << ": " << fieldHelp(field).toStdString();
    if (field.label == "Nesterov") continue;  // a name
    EXPECT_TRUE(fieldLabel(field).contains(han)) << field.key;
  }
  EXPECT_GT(checked, 20);
}

TEST(Translation, EnglishCountsOneAndMany) {
  const Language english("en");
  EXPECT_EQ(QCoreApplication::translate("TrashCommand", "delete %n run(s)", nullptr, 1),
            QStringLiteral("delete 1 run"));
  EXPECT_EQ(QCoreApplication::translate("TrashCommand", "delete %n run(s)", nullptr, 3),
            QStringLiteral("delete 3 runs"));
}

}  // namespace
}  // namespace tc3kd::ui

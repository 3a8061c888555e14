// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace tc3kd::ui {
namespace {

const QString english = QStringLiteral("en");

struct Installed {
  QString language = english;
  QTranslator* program = nullptr;  // children of the application
  QTranslator* qt = nullptr;
};

Installed& installed() {
  static Installed state;
  return state;
}

QTranslator* install(const QString& file, const QString& folder) {
  auto* translator = new QTranslator(QCoreApplication::instance());
  if (translator->load(file, folder)) QCoreApplication::installTranslator(translator);
  return translator;
}

void remove(QTranslator*& translator) {
  delete translator;  // which also takes it out of the application
  translator = nullptr;
}

/// English stands for every language that we have no texts in: then the system's way to write numbers would be odd.
QLocale localeOf(const QString& language) {
  if (language != english) return QLocale(language);
  const QLocale system = QLocale::system();
  return system.language() == QLocale::English ? system : QLocale(QLocale::English, QLocale::UnitedStates);
}

}  // namespace

QStringList languages() { return {english, QStringLiteral("zh_CN")}; }

QString languageLabel(const QString& language) {
  return language == english ? QStringLiteral("English") : QStringLiteral("简体中文");
}

void setLanguage(const QString& language) {
  Installed& now = installed();
  remove(now.program);
  remove(now.qt);
  now.language = languages().contains(language) ? language : english;
  QLocale::setDefault(localeOf(now.language));
  if (now.language != english) {
    now.qt = install(QStringLiteral("qtbase_") + now.language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  }
  now.program = install(QStringLiteral("tc3kd_") + now.language, QStringLiteral(":/translations"));
}

QString currentLanguage() { return installed().language; }

}  // namespace tc3kd::ui

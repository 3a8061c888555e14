// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include <cmath>

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>

#include "ui/widgets/style_sheet.h"

namespace tc3kd::ui {
namespace {

QColor hex(const char* text) { return QColor(QLatin1String(text)); }

QList<QColor> list(std::initializer_list<const char*> texts) {
  QList<QColor> colours;
  for (const char* text : texts) colours.append(hex(text));
  return colours;
}

Colours light_colours() {
  Colours c;
  c.window = hex("#F4F6F8"), c.surface = hex("#FFFFFF"), c.raised = hex("#FAFBFC");
  c.line = hex("#DDE2E8"), c.grid = hex("#EBEEF2"), c.band = hex("#F2F5F9");
  c.text = hex("#1B2128"), c.secondary = hex("#55606C"), c.tertiary = hex("#75808C");
  c.accent = hex("#4F46C5"), c.onAccent = hex("#FFFFFF"), c.selection = hex("#E9E7FB");
  c.teacher = hex("#0072B2"), c.student = hex("#D97706");
  c.ok = hex("#1A7F4B"), c.warning = hex("#9A6700"), c.error = hex("#C0352B"), c.idle = hex("#66717D");
  c.series = list({"#0072B2", "#D97706", "#009E73", "#B4459A", "#56B4E9", "#C0352B", "#7A6A00", "#4B5563"});
  c.ramp = list({"#F1F5FA", "#C9DCF0", "#8FB8DE", "#4C8CC4", "#1F5F9E", "#0B3A6B"});
  return c;
}

Colours dark_colours() {
  Colours c;
  c.window = hex("#14171B"), c.surface = hex("#1C2026"), c.raised = hex("#22272E");
  c.line = hex("#343B44"), c.grid = hex("#2A3038"), c.band = hex("#20252C");
  c.text = hex("#E7EAEE"), c.secondary = hex("#A7B1BC"), c.tertiary = hex("#87919C");
  c.accent = hex("#A59DFF"), c.onAccent = hex("#15122E"), c.selection = hex("#2C2A4D");
  c.teacher = hex("#5DB3E8"), c.student = hex("#F2A93B");
  c.ok = hex("#57C48B"), c.warning = hex("#E0B04A"), c.error = hex("#F0796E"), c.idle = hex("#9AA4AF");
  c.series = list({"#5DB3E8", "#F2A93B", "#3CC79C", "#E08BC7", "#A6D8F5", "#F0796E", "#D9C64B", "#B7C0CA"});
  c.ramp = list({"#1F262E", "#23415E", "#2C6698", "#4A93CC", "#8AC0EA", "#D6EBFB"});
  return c;
}

const Colours& colours_of(bool dark) {
  static const Colours light = light_colours(), night = dark_colours();
  return dark ? night : light;
}

QPalette palette_of(const Colours& c) {
  QPalette p;
  p.setColor(QPalette::Window, c.window);
  p.setColor(QPalette::Base, c.surface);
  p.setColor(QPalette::AlternateBase, c.raised);
  p.setColor(QPalette::Button, c.surface);
  p.setColor(QPalette::ToolTipBase, c.surface);
  for (const auto role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText}) {
    p.setColor(role, c.text);
    p.setColor(QPalette::Disabled, role, c.tertiary);
  }
  p.setColor(QPalette::PlaceholderText, c.tertiary);
  p.setColor(QPalette::Highlight, c.selection);
  p.setColor(QPalette::HighlightedText, c.text);
  p.setColor(QPalette::Link, c.accent);
  p.setColor(QPalette::Light, c.surface);
  p.setColor(QPalette::Midlight, c.grid);
  p.setColor(QPalette::Mid, c.line);
  p.setColor(QPalette::Dark, c.line);
  p.setColor(QPalette::Shadow, c.line);
  return p;
}

Theme* installed = nullptr;

}  // namespace

Theme& Theme::install() {
  if (installed == nullptr) {
    installed = new Theme;
    installed->setParent(qApp);
    installed->system_dark_ = qApp->palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    installed->apply();
    qApp->installEventFilter(installed);
  }
  return *installed;
}

Theme& Theme::instance() {
  Q_ASSERT(installed != nullptr);
  return *installed;
}

Theme::~Theme() { installed = nullptr; }

void Theme::setMode(Mode mode) {
  if (mode == mode_) return;
  mode_ = mode;
  apply();
}

Theme::Mode Theme::mode() const { return mode_; }

bool Theme::dark() const { return mode_ == Mode::Dark || (mode_ == Mode::System && system_dark_); }

const Colours& Theme::colours() const { return colours_of(dark()); }

void Theme::apply() {
  applying_ = true;
  QApplication::setPalette(palette_of(colours()));
  qApp->setStyleSheet(styleSheet(colours(), qApp->font().pointSizeF() > 0 ? qApp->font().pointSizeF() : 10.0));
  applying_ = false;
  Q_EMIT changed();
}

// Qt 6.4 does not say which scheme the desktop wants; the palette that it sends us does.
bool Theme::eventFilter(QObject* watched, QEvent* event) {
  if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange && !applying_) {
    const bool dark_now = QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128;
    if (dark_now != system_dark_) {
      system_dark_ = dark_now;
      if (mode_ == Mode::System) apply();
    }
  }
  return QObject::eventFilter(watched, event);
}

QColor Theme::rampColour(double t) const {
  const QList<QColor>& stops = colours().ramp;
  const double at = std::clamp(t, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
  const int below = std::min(static_cast<int>(at), static_cast<int>(stops.size()) - 2);
  const float rest = static_cast<float>(at - below);
  const QColor a = stops[below], b = stops[below + 1];
  const auto mix = [rest](float from, float to) { return from + (to - from) * rest; };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor Theme::seriesColour(int index) const {
  const auto& series = colours().series;
  return series[index % series.size()];
}

QList<qreal> Theme::seriesDashes(int index) {
  switch (index % 4) {
    case 1: return {6, 2};
    case 2: return {2, 2};
    case 3: return {4, 2, 1, 2};
    default: return {};
  }
}

QIcon Theme::icon(const QString& name) const {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray drawing = file.readAll();
  const auto drawn = [&](const QColor& colour) {
    QByteArray coloured = drawing;
    coloured.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(coloured);
    QPixmap pixmap(64, 64);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
  };
  QIcon icon;
  icon.addPixmap(drawn(colours().secondary), QIcon::Normal, QIcon::Off);
  icon.addPixmap(drawn(colours().accent), QIcon::Normal, QIcon::On);
  icon.addPixmap(drawn(colours().tertiary), QIcon::Disabled);
  return icon;
}

}  // namespace tc3kd::ui

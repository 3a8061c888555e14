// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QCoreApplication>
#include <QMetaObject>
#include <QObject>
#include <QPointer>

namespace tc3kd::ui {

/// Calls `call` on the window's thread from any other, unless `context` is gone by then. The call goes through the
/// application because an object must not be touched on a thread where it may be deleted a moment later.
inline void deliverToWindow(QPointer<QObject> context, std::function<void()> call) {
  if (QCoreApplication::instance() == nullptr) return;
  QMetaObject::invokeMethod(
      QCoreApplication::instance(),
      [context = std::move(context), call = std::move(call)] {
        if (!context.isNull()) call();
      },
      Qt::QueuedConnection);
}

}  // namespace tc3kd::ui

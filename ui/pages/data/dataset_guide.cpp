// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/dataset_guide.h"

#include <QCoreApplication>
#include <QStringList>

namespace tc3kd::ui {
namespace {

struct DatasetGuide {
  Q_DECLARE_TR_FUNCTIONS(DatasetGuide)
 public:
  static QString about(const std::string& name) {
    if (name == "fashion-mnist") return tr("Grey pictures of clothes, 28 × 28: 60,000 to train on and 10,000 to test.");
    if (name == "mnist")
      return tr("Grey pictures of handwritten digits, 28 × 28: 60,000 to train on and 10,000 to test.");
    if (name == "cifar10")
      return tr("Colour pictures of 10 kinds of things, 32 × 32: 50,000 to train on and 10,000 to test.");
    if (name == "cifar100")
      return tr("Colour pictures of 100 kinds of things, 32 × 32: 50,000 to train on and 10,000 to test.");
    if (name == "cinic10")
      return tr("CIFAR-10's classes with pictures of ImageNet among them, 32 × 32: three parts of 90,000 pictures.");
    if (name == "imagenet") return tr("Photographs of 1,000 kinds of things, about 1.28 million to train on.");
    return tr("Pictures of your own, jpg, jpeg or png, sorted into a folder for each class.");
  }

  static QString files(const std::string& name) {
    if (name == "fashion-mnist" || name == "mnist")
      return tr(
          "Its folder holds four files, packed (.gz) or not: train-images-idx3-ubyte, train-labels-idx1-ubyte, "
          "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte.");
    if (name == "cifar10")
      return tr(
          "Its folder, cifar-10-batches-bin or cifar-10-batches-py, holds data_batch_1 to data_batch_5 and "
          "test_batch (in the binary version with the ending .bin).");
    if (name == "cifar100")
      return tr(
          "Its folder, cifar-100-binary or cifar-100-python, holds train and test (in the binary version with "
          "the ending .bin) and the names of the classes.");
    if (name == "cinic10")
      return tr("Its folder holds train, valid and test, each with a folder for each of the ten classes.");
    if (name == "imagenet")
      return tr("Its folder holds train and val, each with a folder for each class, such as n01440764.");
    return tr("It holds train, and test, val or valid; in each of them every class has a folder of its pictures.");
  }

  static QString source(const std::string& name) {
    if (name == "fashion-mnist")
      return tr("On Debian it is a package:") + QStringLiteral("\nsudo apt install dataset-fashion-mnist\n") +
             published(QStringLiteral("github.com/zalandoresearch/fashion-mnist"));
    if (name == "mnist") return published(QStringLiteral("yann.lecun.com/exdb/mnist"));
    if (name == "cifar10" || name == "cifar100")
      return published(QStringLiteral("www.cs.toronto.edu/~kriz/cifar.html"));
    if (name == "cinic10") return published(QStringLiteral("github.com/BayesWatch/cinic-10"));
    if (name == "imagenet") return published(QStringLiteral("www.image-net.org"));
    return {};
  }

  static QString published(const QString& page) { return tr("It is published at %1.").arg(page); }

  static QString looked(const DatasetStatus& status) {
    if (status.name == "folder") return {};  // it has no usual place
    const std::string path = status.problem ? (*status.problem)["path"] : std::string();
    return path.empty() ? QString() : tr("Looked in: %1").arg(QString::fromStdString(path));
  }

  static QString hint() {
    return tr(
        "Choose the folder that holds a set's files, or the one above it: one with cifar-10-batches-bin or MNIST/raw "
        "in it, or with train and test and in them a folder for each class.");
  }
};

}  // namespace

QString datasetGuide(const DatasetStatus& status) {
  QStringList parts{DatasetGuide::about(status.name), DatasetGuide::source(status.name),
                    DatasetGuide::files(status.name), DatasetGuide::looked(status)};
  parts.removeAll(QString());
  return parts.join(QStringLiteral("\n\n"));
}

QString datasetFolderHint() { return DatasetGuide::hint(); }

}  // namespace tc3kd::ui

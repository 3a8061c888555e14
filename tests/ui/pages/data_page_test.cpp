// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include <atomic>
#include <thread>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTableView>

#include "core/domain/config/dataset_catalogue.h"
#include "core/domain/config/presets.h"
#include "tests/ui/pages/page_test.h"
#include "ui/pages/data/class_table.h"
#include "ui/pages/data/dataset_list.h"
#include "ui/pages/data/file_table.h"
#include "ui/pages/data/samples_view.h"

namespace tc3kd::ui {
namespace {

/// The page over an engine that each test may bend.
class DataPageTest : public PageTest {
 protected:
  explicit DataPageTest(FakeEngineOptions options = {}) : PageTest(std::move(options)), page_(controller_) {
    page_.resize(1256, 840);
    page_.show();
    page_.refresh();
    EXPECT_TRUE(QTest::qWaitFor([&] { return sets()->rowCount() > 0; }));
  }

  template <class T>
  T* part(const char* name) {
    return page_.findChild<T*>(QLatin1String(name));
  }
  QAbstractItemModel* sets() { return part<QListView>("datasets")->model(); }
  [[nodiscard]] QString text(const char* label) { return part<QLabel>(label)->text(); }
  void choose(const char* label) {
    const auto found =
        sets()->match(sets()->index(0, 0), Qt::DisplayRole, QString::fromUtf8(label), 1, Qt::MatchExactly);
    ASSERT_EQ(found.size(), 1) << label;
    part<QListView>("datasets")->setCurrentIndex(found.first());
  }
  bool described(const char* path = "/usr/share/dataset-fashion-mnist") {
    return QTest::qWaitFor([&] { return part<QTableView>("classes")->isVisible(); }) &&
           part<QLabel>("folder")->toolTip() == QLatin1String(path);
  }
  bool placeholderSays(const char* words) {
    for (const QLabel* label : page_.findChildren<QLabel*>()) {
      if (label->isVisible() && label->text().contains(QString::fromUtf8(words))) return true;
    }
    return false;
  }

  DataPage page_;
};

TEST_F(DataPageTest, ListsEveryKnownSetWithItsState) {
  const QAbstractItemModelTester tester(sets(), QAbstractItemModelTester::FailureReportingMode::Fatal);
  ASSERT_EQ(sets()->rowCount(), static_cast<int>(dataset_catalogue().size()));
  EXPECT_TRUE(sets()
                  ->index(0, 0)
                  .data(Qt::AccessibleTextRole)
                  .toString()
                  .startsWith(QStringLiteral("Fashion-MNIST, ✓ found, 60,000 ")));
  EXPECT_TRUE(sets()->index(1, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("○ not found")));
  EXPECT_EQ(text("subtitle"), QStringLiteral("1 of 7 known data sets are on this machine"));
}

TEST_F(DataPageTest, ShowsWhatAFoundSetHolds) {
  ASSERT_TRUE(described()) << "the first that is found is chosen";
  EXPECT_EQ(text("trainPictures"), QStringLiteral("60,000"));
  EXPECT_EQ(text("testPictures"), QStringLiteral("10,000"));
  EXPECT_EQ(text("classCount"), QStringLiteral("10"));
  EXPECT_EQ(text("sizes"), QStringLiteral("28 × 28 (70,000)"));
  EXPECT_EQ(text("mean"), QStringLiteral("0.2860"));
  EXPECT_EQ(text("std"), QStringLiteral("0.3530"));
  EXPECT_EQ(text("measured"), QStringLiteral("measured over all 60,000 training pictures"));
  EXPECT_EQ(text("checksums"), QStringLiteral("✓ 1 of 1 files match what is published"));
  EXPECT_FALSE(part<QTableView>("corrupt")->isVisible());

  QAbstractItemModel* classes = part<QTableView>("classes")->model();
  const QAbstractItemModelTester classTester(classes, QAbstractItemModelTester::FailureReportingMode::Fatal);
  ASSERT_EQ(classes->rowCount(), 10);
  EXPECT_EQ(classes->index(9, ClassesModel::Class).data().toString(), QStringLiteral("Ankle boot"));
  EXPECT_EQ(classes->index(9, ClassesModel::Training).data().toString(), QStringLiteral("6,000"));
  EXPECT_EQ(classes->index(9, ClassesModel::Test).data().toString(), QStringLiteral("1,000"));

  QAbstractItemModel* samples = part<QListView>("samples")->model();
  const QAbstractItemModelTester sampleTester(samples, QAbstractItemModelTester::FailureReportingMode::Fatal);
  ASSERT_EQ(samples->rowCount(), 10);
  EXPECT_EQ(samples->index(3, 0).data().toString(), QStringLiteral("Dress"));
  EXPECT_EQ(samples->index(3, 0).data(Qt::DecorationRole).value<QImage>().size(), QSize(28, 28));
}

TEST_F(DataPageTest, AClassThatIsChosenMarksItsSamples) {
  ASSERT_TRUE(described());
  part<QTableView>("classes")->setCurrentIndex(part<QTableView>("classes")->model()->index(7, 0));
  const QModelIndexList marked = part<QListView>("samples")->selectionModel()->selectedIndexes();
  ASSERT_EQ(marked.size(), 1);
  EXPECT_EQ(marked.first().data().toString(), QStringLiteral("Sneaker"));
}

TEST_F(DataPageTest, CopiesThePathAndTheNormalisation) {
  ASSERT_TRUE(described());
  part<QPushButton>("copyPath")->click();
  EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("/usr/share/dataset-fashion-mnist"));
  part<QPushButton>("copyNormalisation")->click();
  EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("--mean 0.2860 --std 0.3530"));
}

TEST_F(DataPageTest, OfASetThatIsNotThereItSaysHowToGetIt) {
  choose("CIFAR-100");
  EXPECT_TRUE(placeholderSays("CIFAR-100 is not on this machine"));
  EXPECT_TRUE(placeholderSays("cifar-100-binary"));
  EXPECT_TRUE(placeholderSays("www.cs.toronto.edu/~kriz/cifar.html"));
  EXPECT_EQ(part<QPushButton>("placeholderAction")->text(), QStringLiteral("Look in a folder…"));
  EXPECT_FALSE(part<QPushButton>("newRunWithSet")->isVisible());
}

TEST_F(DataPageTest, ANewRunBeginsWithTheChosenSet) {
  ExperimentConfig asked;
  QObject::connect(&page_, &DataPage::newRunRequested, &page_, [&](const auto& config) { asked = config; });
  ASSERT_TRUE(described());
  part<QPushButton>("newRunWithSet")->click();
  ExperimentConfig expected = find_preset("tc3kd")->config;
  expected.data.name = "fashion-mnist";
  EXPECT_EQ(asked, expected) << "the set is found by itself";

  page_.lookIn(QStringLiteral("/data/clothes"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return part<QLabel>("folder")->toolTip() == QStringLiteral("/data/clothes"); }));
  EXPECT_EQ(text("foundLine").section(QLatin1Char(' '), 0, 1), QStringLiteral("✓ 1"));
  part<QPushButton>("newRunWithSet")->click();
  expected.data.dir = "/data/clothes";
  EXPECT_EQ(asked, expected);
}

/// Fashion-MNIST is not installed either.
class DataPageWithoutSetsTest : public DataPageTest {
 protected:
  DataPageWithoutSetsTest() : DataPageTest(options()) {}
  static FakeEngineOptions options() {
    FakeEngineOptions options;
    options.adjust_status = [](DatasetStatus& status, const std::string&) { status.found = false; };
    return options;
  }
};

TEST_F(DataPageWithoutSetsTest, NamesThePackageAndWhatAFolderLooksLike) {
  EXPECT_TRUE(placeholderSays("sudo apt install dataset-fashion-mnist"));
  page_.lookIn(QStringLiteral("/empty"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return part<QLabel>("foundLine")->isVisible(); }));
  EXPECT_TRUE(text("foundLine").startsWith(QStringLiteral("⚠ No data set was found in /empty.")));
  EXPECT_TRUE(text("foundLine").contains(QStringLiteral("cifar-10-batches-bin")));
}

/// One file is not the published one, and one picture is damaged.
class DataPageDamagedTest : public DataPageTest {
 protected:
  DataPageDamagedTest() : DataPageTest(options()) {}
  static FakeEngineOptions options() {
    FakeEngineOptions options;
    options.adjust_description = [](DatasetDescription& d) {
      const std::string labels = d.status.path + "/train-labels-idx1-ubyte";
      d.files.push_back({labels, "ffff", "0000"});
      d.status.notes.push_back({"md5_differs", {{"path", labels}, {"value", "ffff"}, {"allowed", "0000"}}});
      d.corrupt.push_back(
          {ErrorCode::file_malformed, {{"path", d.status.path + "/train/dog/7.png"}, {"detail", "it ends too soon"}}});
    };
    return options;
  }
};

TEST_F(DataPageDamagedTest, ListsFilesThatDifferAndPicturesThatCannotBeRead) {
  ASSERT_TRUE(described());
  QAbstractItemModel* checks = part<QTableView>("checks")->model();
  const QAbstractItemModelTester tester(checks, QAbstractItemModelTester::FailureReportingMode::Fatal);
  ASSERT_EQ(checks->rowCount(), 2);
  EXPECT_EQ(checks->index(0, FilesModel::Remark).data().toString(), QStringLiteral("✓ matches"));
  EXPECT_EQ(checks->index(1, FilesModel::File).data().toString(), QStringLiteral("train-labels-idx1-ubyte"));
  EXPECT_EQ(checks->index(1, FilesModel::Remark).data().toString(), QStringLiteral("✕ differs"));
  EXPECT_EQ(text("checksums"), QStringLiteral("✕ 1 of 2 files match what is published"));
  EXPECT_TRUE(text("notes").contains(QStringLiteral("train-labels-idx1-ubyte is not the published file")));

  QAbstractItemModel* corrupt = part<QTableView>("corrupt")->model();
  ASSERT_EQ(corrupt->rowCount(), 1);
  EXPECT_EQ(corrupt->index(0, FilesModel::File).data().toString(), QStringLiteral("train/dog/7.png"));
  EXPECT_EQ(corrupt->index(0, FilesModel::Remark).data().toString(), QStringLiteral("it ends too soon"));
}

/// A set of which something is there, but not as it should be.
class DataPageProblemTest : public DataPageTest {
 protected:
  DataPageProblemTest() : DataPageTest(options()) {}
  static FakeEngineOptions options() {
    FakeEngineOptions options;
    options.adjust_status = [](DatasetStatus& status, const std::string&) {
      if (status.found) status.problem = Error{ErrorCode::file_malformed, {{"path", "/there/train"}}};
    };
    return options;
  }
};

TEST_F(DataPageProblemTest, SaysWhatIsWrongAndOffersToLookAgain) {
  choose("Fashion-MNIST");
  EXPECT_TRUE(placeholderSays("/there/train is damaged or of another kind."));
  EXPECT_EQ(text("setState"), QStringLiteral("⚠ has a problem"));
  EXPECT_EQ(part<QPushButton>("placeholderAction")->text(), QStringLiteral("Look again"));
  EXPECT_FALSE(part<QPushButton>("newRunWithSet")->isEnabled());
}

/// Counts descriptions; while `hold` is set, they take until they are stopped.
struct Describing {
  std::atomic<int> asked = 0, stopped = 0;
  std::atomic<bool> hold = false;
};

class DataPageDescribingTest : public DataPageTest {
 protected:
  DataPageDescribingTest() : DataPageDescribingTest(std::make_shared<Describing>()) {}
  explicit DataPageDescribingTest(const std::shared_ptr<Describing>& state)
      : DataPageTest(options(state)), describing_(state) {}
  static FakeEngineOptions options(const std::shared_ptr<Describing>& state) {
    FakeEngineOptions options;
    options.before_describing = [state](const std::string&, RunControl& control) {
      ++state->asked;
      while (state->hold && !control.stopping()) std::this_thread::yield();
      if (control.stopping()) ++state->stopped;
    };
    return options;
  }
  std::shared_ptr<Describing> describing_;
};

TEST_F(DataPageDescribingTest, IsRememberedUntilOneLooksAgain) {
  ASSERT_TRUE(described());
  choose("MNIST");
  EXPECT_FALSE(part<QTableView>("classes")->isVisible());
  choose("Fashion-MNIST");
  EXPECT_TRUE(part<QTableView>("classes")->isVisible()) << "at once";
  page_.refresh();
  QTest::qWait(50);
  EXPECT_EQ(describing_->asked, 1);
  part<QPushButton>("lookAgain")->click();
  EXPECT_TRUE(QTest::qWaitFor([&] { return describing_->asked == 2; }));
}

TEST_F(DataPageDescribingTest, ChoosingAnotherSetStopsTheQuestion) {
  ASSERT_TRUE(described());
  describing_->hold = true;
  part<QPushButton>("lookAgain")->click();
  ASSERT_TRUE(QTest::qWaitFor([&] { return describing_->asked == 2; }));
  EXPECT_EQ(text("setState"), QStringLiteral("its pictures are being read…"));
  EXPECT_TRUE(QTest::qWaitFor([&] { return part<QWidget>("loadingBar")->isVisible(); }));
  choose("MNIST");
  EXPECT_TRUE(QTest::qWaitFor([&] { return describing_->stopped == 1; }));
  EXPECT_FALSE(part<QWidget>("loadingBar")->isVisible());
  describing_->hold = false;
  choose("Fashion-MNIST");
  EXPECT_TRUE(described()) << "what was stopped is asked again";
}

TEST(DataModels, AThousandClassesAreRows) {
  auto many = std::make_shared<DatasetDescription>();
  for (std::int64_t y = 0; y < 1000; ++y) {
    many->classes.push_back("class " + std::to_string(y));
    many->train_counts.push_back(y);
    many->test_counts.push_back(50);
    for (int i = 0; i < 4; ++i) many->samples.push_back({y, 2, 3, 3, std::vector<std::uint8_t>(18, 200)});
  }
  ClassesModel classes;
  SamplesModel samples;
  const QAbstractItemModelTester classTester(&classes, QAbstractItemModelTester::FailureReportingMode::Fatal);
  const QAbstractItemModelTester sampleTester(&samples, QAbstractItemModelTester::FailureReportingMode::Fatal);
  classes.setDescription(many);
  samples.setDescription(many);
  EXPECT_EQ(classes.rowCount(), 1000);
  EXPECT_EQ(classes.index(999, ClassesModel::Bar).data(ClassesModel::ShareRole).toDouble(), 1.0);
  EXPECT_EQ(samples.rowsOf(7), std::make_pair(28, 32));
  const auto image = samples.index(28, 0).data(Qt::DecorationRole).value<QImage>();
  EXPECT_EQ(image.size(), QSize(3, 2));
  EXPECT_EQ(image.pixelColor(2, 1), QColor(200, 200, 200));
}

}  // namespace
}  // namespace tc3kd::ui

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Board</name>
    <message>
        <source>measured in %1, trained in %2</source>
        <translation>度量 %1，训练 %2</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>正在度量</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>teacher&apos;s test top-1</source>
        <translation>教师测试 top-1</translation>
    </message>
    <message>
        <source>test top-1</source>
        <translation>测试 top-1</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>agrees with teacher</source>
        <translation>与教师一致</translation>
    </message>
    <message>
        <source>teacher %1 %</source>
        <translation>教师 %1 %</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>CE</source>
        <translation>CE</translation>
    </message>
    <message>
        <source>τ²·KL</source>
        <translation>τ²·KL</translation>
    </message>
    <message>
        <source>β·%1</source>
        <translation>β·%1</translation>
    </message>
    <message>
        <source>test CE</source>
        <translation>测试 CE</translation>
    </message>
    <message>
        <source>%1 will enter</source>
        <translation>将加入 %1</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1/%2 轮</translation>
    </message>
    <message>
        <source>measured in %1, %2</source>
        <translation>度量 %1，%2</translation>
    </message>
    <message>
        <source>on all samples, %1 epochs</source>
        <translation>使用全部样本，%1 轮</translation>
    </message>
    <message>
        <source>on all samples, trained in %1</source>
        <translation>使用全部样本，训练 %1</translation>
    </message>
    <message>
        <source>on all samples, %1</source>
        <translation>使用全部样本，%1</translation>
    </message>
</context>
<context>
    <name>DatasetGuide</name>
    <message>
        <source>Grey pictures of clothes, 28 × 28: 60,000 to train on and 10,000 to test.</source>
        <translation>28 × 28 的服饰灰度图片：训练 60,000 张，测试 10,000 张。</translation>
    </message>
    <message>
        <source>Grey pictures of handwritten digits, 28 × 28: 60,000 to train on and 10,000 to test.</source>
        <translation>28 × 28 的手写数字灰度图片：训练 60,000 张，测试 10,000 张。</translation>
    </message>
    <message>
        <source>Colour pictures of 10 kinds of things, 32 × 32: 50,000 to train on and 10,000 to test.</source>
        <translation>32 × 32 的彩色图片，10 类事物：训练 50,000 张，测试 10,000 张。</translation>
    </message>
    <message>
        <source>Colour pictures of 100 kinds of things, 32 × 32: 50,000 to train on and 10,000 to test.</source>
        <translation>32 × 32 的彩色图片，100 类事物：训练 50,000 张，测试 10,000 张。</translation>
    </message>
    <message>
        <source>CIFAR-10&apos;s classes with pictures of ImageNet among them, 32 × 32: three parts of 90,000 pictures.</source>
        <translation>与 CIFAR-10 类别相同、并含 ImageNet 图片的 32 × 32 数据集：三部分，各 90,000 张。</translation>
    </message>
    <message>
        <source>Photographs of 1,000 kinds of things, about 1.28 million to train on.</source>
        <translation>1,000 类事物的照片，约 128 万张用于训练。</translation>
    </message>
    <message>
        <source>Pictures of your own, jpg, jpeg or png, sorted into a folder for each class.</source>
        <translation>您自己的图片（jpg、jpeg 或 png），每个类别一个文件夹。</translation>
    </message>
    <message>
        <source>Its folder holds four files, packed (.gz) or not: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte.</source>
        <translation>其文件夹含四个文件，压缩（.gz）与否均可：train-images-idx3-ubyte、train-labels-idx1-ubyte、t10k-images-idx3-ubyte 和 t10k-labels-idx1-ubyte。</translation>
    </message>
    <message>
        <source>Its folder, cifar-10-batches-bin or cifar-10-batches-py, holds data_batch_1 to data_batch_5 and test_batch (in the binary version with the ending .bin).</source>
        <translation>其文件夹为 cifar-10-batches-bin 或 cifar-10-batches-py，含 data_batch_1 至 data_batch_5 以及 test_batch（二进制版带 .bin 后缀）。</translation>
    </message>
    <message>
        <source>Its folder, cifar-100-binary or cifar-100-python, holds train and test (in the binary version with the ending .bin) and the names of the classes.</source>
        <translation>其文件夹为 cifar-100-binary 或 cifar-100-python，含 train 和 test（二进制版带 .bin 后缀）以及类别名称文件。</translation>
    </message>
    <message>
        <source>Its folder holds train, valid and test, each with a folder for each of the ten classes.</source>
        <translation>其文件夹含 train、valid 和 test，各自之下十个类别各有一个文件夹。</translation>
    </message>
    <message>
        <source>Its folder holds train and val, each with a folder for each class, such as n01440764.</source>
        <translation>其文件夹含 train 和 val，各自之下每个类别有一个文件夹，例如 n01440764。</translation>
    </message>
    <message>
        <source>It holds train, and test, val or valid; in each of them every class has a folder of its pictures.</source>
        <translation>文件夹含 train，以及 test、val 或 valid；其中每个类别各有一个图片文件夹。</translation>
    </message>
    <message>
        <source>It is published at %1.</source>
        <translation>发布网址：%1。</translation>
    </message>
    <message>
        <source>Looked in: %1</source>
        <translation>已查找：%1</translation>
    </message>
    <message>
        <source>Choose the folder that holds a set&apos;s files, or the one above it: one with cifar-10-batches-bin or MNIST/raw in it, or with train and test and in them a folder for each class.</source>
        <translation>请选择数据集文件所在的文件夹或其上一级：例如其中有 cifar-10-batches-bin 或 MNIST/raw，或有 train 和 test 且其中每个类别一个文件夹。</translation>
    </message>
    <message>
        <source>On Debian it is a package:</source>
        <translation>在 Debian 上可安装软件包：</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>; allowed: %1</source>
        <translation>；允许：%1</translation>
    </message>
    <message>
        <source>; did you mean “%1”?</source>
        <translation>；是否指“%1”？</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>There is no key “%1”</source>
        <translation>没有名为“%1”的键</translation>
    </message>
    <message>
        <source>%1 cannot be “%2”</source>
        <translation>%1 不能是“%2”</translation>
    </message>
    <message>
        <source>%1 is not a valid JSON document</source>
        <translation>%1 不是有效的 JSON 文档</translation>
    </message>
    <message>
        <source>With %1 = %2 the first stage has no samples</source>
        <translation>%1 = %2 时第一阶段没有样本</translation>
    </message>
    <message>
        <source>With %1 = %2 a stage has no epoch</source>
        <translation>%1 = %2 时有阶段没有轮次</translation>
    </message>
    <message>
        <source>There is no preset “%1”</source>
        <translation>没有名为“%1”的预设</translation>
    </message>
    <message>
        <source>There is no network “%1”</source>
        <translation>没有名为“%1”的网络</translation>
    </message>
    <message>
        <source>There is no run “%1”</source>
        <translation>没有名为“%1”的运行</translation>
    </message>
    <message>
        <source>“%1” fits several runs</source>
        <translation>“%1”对应多次运行</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 不存在</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>无法读取 %1</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>无法写入 %1</translation>
    </message>
    <message>
        <source>%1 is damaged or of another kind</source>
        <translation>%1 已损坏或类型不符</translation>
    </message>
    <message>
        <source>The data set %1 is not in %2</source>
        <translation>%2 中没有数据集 %1</translation>
    </message>
    <message>
        <source>The weights in %1 do not fit the network</source>
        <translation>%1 中的权重与网络不匹配</translation>
    </message>
    <message>
        <source>There is no device “%1” here</source>
        <translation>本机没有设备“%1”</translation>
    </message>
    <message>
        <source>Memory ran out; a smaller batch needs less</source>
        <translation>内存不足；减小批大小可降低占用</translation>
    </message>
    <message>
        <source>The disk of %1 is full; what was stored before is kept</source>
        <translation>%1 所在磁盘已满；之前保存的内容仍保留</translation>
    </message>
    <message>
        <source>The store %1 is locked by another program</source>
        <translation>运行库 %1 被另一个程序锁定</translation>
    </message>
    <message>
        <source>The store %1 is of version %2, newer than this program&apos;s %3; it was left alone</source>
        <translation>运行库 %1 的版本为 %2，高于本程序的 %3；未作改动</translation>
    </message>
    <message>
        <source>%1 is not a store of this program; it was left alone</source>
        <translation>%1 不是本程序的运行库；未作改动</translation>
    </message>
    <message>
        <source>The store %1 is damaged</source>
        <translation>运行库 %1 已损坏</translation>
    </message>
    <message>
        <source>The run is still running; stop it first</source>
        <translation>该运行仍在进行；请先停止</translation>
    </message>
    <message>
        <source>The run is not running any more: there is nothing to steer</source>
        <translation>该运行已不在进行，无法控制</translation>
    </message>
    <message>
        <source>The loss was no number any more at stage %1, epoch %2; a smaller learning rate may help</source>
        <translation>第 %1 阶段第 %2 轮时损失已不是有效数值；减小学习率可能有帮助</translation>
    </message>
    <message>
        <source>The engine failed</source>
        <translation>引擎出错</translation>
    </message>
    <message>
        <source>Not possible: %1</source>
        <translation>无法执行：%1</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>允许：%1</translation>
    </message>
    <message>
        <source>The first stage would be empty; allowed: %1</source>
        <translation>第一阶段将为空；允许：%1</translation>
    </message>
    <message>
        <source>Each stage needs an epoch; allowed: %1</source>
        <translation>每个阶段至少需要一轮；允许：%1</translation>
    </message>
    <message>
        <source>Not there; allowed: %1</source>
        <translation>不存在；允许：%1</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>Only a stopped, failed or interrupted run can go on</source>
        <translation>只有已停止、失败或中断的运行才能继续</translation>
    </message>
    <message>
        <source>The data of %1 are not those of the run: it was made from %2, and there are %3 now</source>
        <translation>%1 的数据与该运行的数据不同：当时为 %2，现在为 %3</translation>
    </message>
    <message>
        <source>At stage %1 these classes gain nothing: %2.</source>
        <translation>第 %1 阶段以下类别没有新增样本：%2。</translation>
    </message>
    <message>
        <source>Training had to wait %1 s for the disk.</source>
        <translation>训练为等待磁盘停顿了 %1 秒。</translation>
    </message>
    <message>
        <source>Damaged pictures were left out (%1): %2</source>
        <translation>已略去损坏的图片（%1）：%2</translation>
    </message>
    <message>
        <source>Files that are no jpg, jpeg or png were passed over (%1).</source>
        <translation>已跳过非 jpg、jpeg 或 png 的文件（%1）。</translation>
    </message>
    <message>
        <source>%1 is not the published file: its MD5 is %2 instead of %3.</source>
        <translation>%1 与发布的文件不同：MD5 为 %2，应为 %3。</translation>
    </message>
    <message>
        <source>The teacher&apos;s weights were adapted: %1.</source>
        <translation>教师的权重经过了调整：%1。</translation>
    </message>
    <message>
        <source>There is no imported teacher “%1”</source>
        <translation>没有名为“%1”的已导入教师</translation>
    </message>
</context>
<context>
    <name>RenameCommand</name>
    <message>
        <source>rename a run</source>
        <translation>重命名运行</translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message>
        <source>training the teacher</source>
        <translation>正在训练教师</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>stage %1 of %2</source>
        <translation>第 %1/%2 阶段</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1/%2 轮</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>training the fixed student</source>
        <translation>训练固定学生</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
</context>
<context>
    <name>TrashCommand</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <translation>
            <numerusform>删除 %n 次运行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Close the program that holds it, then open it again.</source>
        <translation>请关闭占用它的程序，然后重新打开。</translation>
    </message>
    <message>
        <source>Open it with a newer TC3KD Workbench; it was left as it is.</source>
        <translation>请用更新版本的 TC3KD Workbench 打开；文件未作改动。</translation>
    </message>
    <message>
        <source>Choose another file; this one was left as it is.</source>
        <translation>请选择其他文件；此文件未作改动。</translation>
    </message>
    <message>
        <source>Copy the file to a safe place before anything else, then open a backup of it.</source>
        <translation>请先将文件复制到安全的位置，再打开它的备份。</translation>
    </message>
    <message>
        <source>Choose a place that can be read and written.</source>
        <translation>请选择可读写的位置。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>%1 is open in another window.</source>
        <translation>%1 已在另一个窗口中打开。</translation>
    </message>
    <message>
        <source>One window shows one store. Go on in that window, or open another store here.</source>
        <translation>一个窗口对应一个运行库。请在那个窗口中继续，或在此打开其他运行库。</translation>
    </message>
    <message>
        <source>TC3KD Workbench</source>
        <translation>TC3KD Workbench</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>Open store</source>
        <translation>打开运行库</translation>
    </message>
    <message>
        <source>Stores (*.sqlite *.db);;All files (*)</source>
        <translation>运行库 (*.sqlite *.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留在当前</translation>
    </message>
</context>
<context>
    <name>fields</name>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Draws the student&apos;s initialisation, the order of the samples and their augmentation.</source>
        <translation>决定学生的初始化、样本顺序及其数据增强。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where to train: auto takes the first GPU, else the processor.</source>
        <translation>训练设备：auto 使用第一个 GPU，没有则使用处理器。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Of the forward and backward passes; losses are always computed in float32 or wider.</source>
        <translation>前向与反向传播的精度；损失始终以 float32 或更高精度计算。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>The pictures to train on.</source>
        <translation>用于训练的图片。</translation>
    </message>
    <message>
        <source>Fashion-MNIST</source>
        <translation>Fashion-MNIST</translation>
    </message>
    <message>
        <source>MNIST</source>
        <translation>MNIST</translation>
    </message>
    <message>
        <source>CIFAR-10</source>
        <translation>CIFAR-10</translation>
    </message>
    <message>
        <source>CIFAR-100</source>
        <translation>CIFAR-100</translation>
    </message>
    <message>
        <source>CINIC-10</source>
        <translation>CINIC-10</translation>
    </message>
    <message>
        <source>ImageNet</source>
        <translation>ImageNet</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>The folder that holds the set&apos;s files, or its parent; empty looks in the usual places.</source>
        <translation>数据集文件所在的文件夹或其上级文件夹；留空则在常用位置查找。</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>用于训练的部分</translation>
    </message>
    <message>
        <source>Which of CINIC-10&apos;s three parts to train on; its third is always the test set.</source>
        <translation>用 CINIC-10 三部分中的哪些训练；第三部分始终是测试集。</translation>
    </message>
    <message>
        <source>the training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>training and validation parts</source>
        <translation>训练与验证部分</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>图片尺寸</translation>
    </message>
    <message>
        <source>Pictures are resized to 8/7 of it and cropped in the middle; 0 takes 224 for ImageNet and a folder&apos;s own common size.</source>
        <translation>先缩放到该尺寸的 8/7，再裁剪中央；0 表示 ImageNet 取 224，文件夹取图片自身的共同尺寸。</translation>
    </message>
    <message>
        <source>Damaged pictures</source>
        <translation>损坏的图片</translation>
    </message>
    <message>
        <source>Whether a picture that cannot be read ends the run, or is left out and listed.</source>
        <translation>无法读取的图片是使运行终止，还是被略去并列出。</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本数</translation>
    </message>
    <message>
        <source>How many training samples to use, balanced over the classes; 0 is all.</source>
        <translation>使用多少训练样本，各类别均衡；0 表示全部。</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>个样本</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出样本数</translation>
    </message>
    <message>
        <source>Training samples held out, balanced, and measured after each epoch; 0 is none.</source>
        <translation>从训练集中均衡留出、每轮后评估的样本数；0 表示不留出。</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>数据种子</translation>
    </message>
    <message>
        <source>Draws the limited and the held-out samples; repeats share it.</source>
        <translation>决定限量样本与留出样本的抽取；重复实验共用。</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>How a training picture is varied: shifted within a border, or cropped at a random size and shape.</source>
        <translation>训练图片如何变化：在边框内平移，或以随机大小和形状裁剪。</translation>
    </message>
    <message>
        <source>pad and crop</source>
        <translation>填充并裁剪</translation>
    </message>
    <message>
        <source>random resized crop</source>
        <translation>随机缩放裁剪</translation>
    </message>
    <message>
        <source>Crop padding</source>
        <translation>裁剪填充</translation>
    </message>
    <message>
        <source>Black pixels added on each side before a random crop; 0 crops nothing.</source>
        <translation>随机裁剪前在每边添加的黑色像素；0 表示不裁剪。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像翻转</translation>
    </message>
    <message>
        <source>Mirror every second training picture, drawn at random.</source>
        <translation>随机翻转一半的训练图片。</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Subtracted from each channel, one number a channel; empty takes the data set&apos;s own.</source>
        <translation>从各通道减去的值，每通道一个；留空使用数据集自身的值。</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Divides each channel, one number a channel; empty takes the data set&apos;s own.</source>
        <translation>各通道除以的值，每通道一个；留空使用数据集自身的值。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The network to learn from.</source>
        <translation>作为教师的网络。</translation>
    </message>
    <message>
        <source>ResNet-8</source>
        <translation>ResNet-8</translation>
    </message>
    <message>
        <source>ResNet-14</source>
        <translation>ResNet-14</translation>
    </message>
    <message>
        <source>ResNet-20</source>
        <translation>ResNet-20</translation>
    </message>
    <message>
        <source>ResNet-32</source>
        <translation>ResNet-32</translation>
    </message>
    <message>
        <source>ResNet-44</source>
        <translation>ResNet-44</translation>
    </message>
    <message>
        <source>ResNet-56</source>
        <translation>ResNet-56</translation>
    </message>
    <message>
        <source>ResNet-110</source>
        <translation>ResNet-110</translation>
    </message>
    <message>
        <source>ResNet-8 A</source>
        <translation>ResNet-8 A</translation>
    </message>
    <message>
        <source>ResNet-14 A</source>
        <translation>ResNet-14 A</translation>
    </message>
    <message>
        <source>ResNet-20 A</source>
        <translation>ResNet-20 A</translation>
    </message>
    <message>
        <source>ResNet-32 A</source>
        <translation>ResNet-32 A</translation>
    </message>
    <message>
        <source>ResNet-44 A</source>
        <translation>ResNet-44 A</translation>
    </message>
    <message>
        <source>ResNet-56 A</source>
        <translation>ResNet-56 A</translation>
    </message>
    <message>
        <source>ResNet-110 A</source>
        <translation>ResNet-110 A</translation>
    </message>
    <message>
        <source>ResNet-8×4</source>
        <translation>ResNet-8×4</translation>
    </message>
    <message>
        <source>ResNet-32×4</source>
        <translation>ResNet-32×4</translation>
    </message>
    <message>
        <source>WRN-16-1</source>
        <translation>WRN-16-1</translation>
    </message>
    <message>
        <source>WRN-16-2</source>
        <translation>WRN-16-2</translation>
    </message>
    <message>
        <source>WRN-40-1</source>
        <translation>WRN-40-1</translation>
    </message>
    <message>
        <source>WRN-40-2</source>
        <translation>WRN-40-2</translation>
    </message>
    <message>
        <source>MobileNetV2 0.35 (CIFAR)</source>
        <translation>MobileNetV2 0.35（CIFAR）</translation>
    </message>
    <message>
        <source>MobileNetV2 0.5 (CIFAR)</source>
        <translation>MobileNetV2 0.5（CIFAR）</translation>
    </message>
    <message>
        <source>MobileNetV2 0.75 (CIFAR)</source>
        <translation>MobileNetV2 0.75（CIFAR）</translation>
    </message>
    <message>
        <source>MobileNetV2 1.0 (CIFAR)</source>
        <translation>MobileNetV2 1.0（CIFAR）</translation>
    </message>
    <message>
        <source>VGG-8</source>
        <translation>VGG-8</translation>
    </message>
    <message>
        <source>VGG-13</source>
        <translation>VGG-13</translation>
    </message>
    <message>
        <source>ResNet-18</source>
        <translation>ResNet-18</translation>
    </message>
    <message>
        <source>ResNet-34</source>
        <translation>ResNet-34</translation>
    </message>
    <message>
        <source>ResNet-50</source>
        <translation>ResNet-50</translation>
    </message>
    <message>
        <source>MobileNetV2</source>
        <translation>MobileNetV2</translation>
    </message>
    <message>
        <source>MobileNetV2 0.5</source>
        <translation>MobileNetV2 0.5</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>A file of safetensors, PyTorch or TorchScript; empty trains the teacher, or takes the same one from an earlier run.</source>
        <translation>safetensors、PyTorch 或 TorchScript 文件；留空则训练教师，或沿用之前运行中相同的教师。</translation>
    </message>
    <message>
        <source>Teacher&apos;s mean</source>
        <translation>教师的均值</translation>
    </message>
    <message>
        <source>Teacher&apos;s standard deviation</source>
        <translation>教师的标准差</translation>
    </message>
    <message>
        <source>What the imported weights were trained with, one number a channel; empty takes the student&apos;s.</source>
        <translation>导入的权重训练时所用的值，每个通道一个数；留空则与学生相同。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次数</translation>
    </message>
    <message>
        <source>Of the teacher&apos;s own training.</source>
        <translation>教师自身的训练轮次。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Teacher seed</source>
        <translation>教师种子</translation>
    </message>
    <message>
        <source>Of the teacher&apos;s own training; repeats of the student share the teacher.</source>
        <translation>用于教师自身的训练；学生的重复实验共用同一教师。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Samples of one gradient step.</source>
        <translation>一次梯度步的样本数。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The rate before any schedule.</source>
        <translation>调度之前的初始学习率。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>How the learning rate falls over the epochs.</source>
        <translation>学习率随轮次下降的方式。</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>in steps</source>
        <translation>阶梯下降</translation>
    </message>
    <message>
        <source>cosine, to zero</source>
        <translation>余弦，降至零</translation>
    </message>
    <message>
        <source>Milestones</source>
        <translation>里程碑</translation>
    </message>
    <message>
        <source>Fractions of the epochs after which the learning rate drops, ascending.</source>
        <translation>学习率下降处所占轮次的比例，升序。</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>下降系数</translation>
    </message>
    <message>
        <source>The factor of the learning rate at each milestone.</source>
        <translation>每个里程碑处学习率乘以的系数。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Of stochastic gradient descent.</source>
        <translation>随机梯度下降的动量。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Look ahead along the momentum.</source>
        <translation>沿动量方向前瞻。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Of all parameters, batch norm&apos;s too.</source>
        <translation>作用于所有参数，包括批归一化。</translation>
    </message>
    <message>
        <source>The network to train.</source>
        <translation>要训练的网络。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>How the teacher&apos;s knowledge is handed over; none trains the student alone.</source>
        <translation>传递教师知识的方式；none 表示仅训练学生。</translation>
    </message>
    <message>
        <source>none, the student alone</source>
        <translation>无，仅学生</translation>
    </message>
    <message>
        <source>KD, soft labels</source>
        <translation>KD，软标签</translation>
    </message>
    <message>
        <source>AT, where the network looks</source>
        <translation>AT，网络关注的位置</translation>
    </message>
    <message>
        <source>FitNets, hints from within the network</source>
        <translation>FitNets，来自网络内部的提示</translation>
    </message>
    <message>
        <source>CCKD, correlations between samples</source>
        <translation>CCKD，样本间的相关性</translation>
    </message>
    <message>
        <source>SLKD (reconstruction)</source>
        <translation>SLKD（重构）</translation>
    </message>
    <message>
        <source>DKD, target and other classes apart</source>
        <translation>DKD，目标类与其他类分开</translation>
    </message>
    <message>
        <source>DIST, correlations of the outputs</source>
        <translation>DIST，输出的相关性</translation>
    </message>
    <message>
        <source>SP, similarities between samples</source>
        <translation>SP，样本间的相似度</translation>
    </message>
    <message>
        <source>PKT, probabilities of neighbours</source>
        <translation>PKT，近邻的概率</translation>
    </message>
    <message>
        <source>RKD, distances and angles between samples</source>
        <translation>RKD，样本间的距离与角度</translation>
    </message>
    <message>
        <source>VID, variational information</source>
        <translation>VID，变分信息</translation>
    </message>
    <message>
        <source>Temperature τ</source>
        <translation>温度 τ</translation>
    </message>
    <message>
        <source>Softens both networks&apos; outputs in the KL term, which is multiplied by τ².</source>
        <translation>在 KL 项中软化两个网络的输出，该项乘以 τ²。</translation>
    </message>
    <message>
        <source>Weight of CE λ</source>
        <translation>交叉熵权重 λ</translation>
    </message>
    <message>
        <source>Of the cross-entropy with the true labels.</source>
        <translation>与真实标签的交叉熵的权重。</translation>
    </message>
    <message>
        <source>Weight of KL κ</source>
        <translation>KL 权重 κ</translation>
    </message>
    <message>
        <source>Of the KL term; empty is 1 − λ, or 0 for DKD and DIST, which replace it.</source>
        <translation>KL 项的权重；留空为 1 − λ；DKD 与 DIST 取代该项，留空为 0。</translation>
    </message>
    <message>
        <source>Weight of the method β</source>
        <translation>方法权重 β</translation>
    </message>
    <message>
        <source>Of the method&apos;s own loss; empty is what its authors or their benchmark take.</source>
        <translation>方法自身损失的权重；留空则取其作者或基准所用的值。</translation>
    </message>
    <message>
        <source>Temperature is</source>
        <translation>温度取值</translation>
    </message>
    <message>
        <source>Given, or learnt against the student while it trains (CTKD), between 1 and 21.</source>
        <translation>给定，或在训练中与学生对抗地学习（CTKD），介于 1 与 21 之间。</translation>
    </message>
    <message>
        <source>given</source>
        <translation>给定</translation>
    </message>
    <message>
        <source>learnt (CTKD)</source>
        <translation>学习得到（CTKD）</translation>
    </message>
    <message>
        <source>Standardise logits</source>
        <translation>标准化 logits</translation>
    </message>
    <message>
        <source>Soften each sample&apos;s logits after shifting them to mean 0 and scaling them to deviation 1 (LSKD).</source>
        <translation>先将每个样本的 logits 平移至均值 0、缩放至标准差 1，再行软化（LSKD）。</translation>
    </message>
    <message>
        <source>AT form</source>
        <translation>AT 形式</translation>
    </message>
    <message>
        <source>The mean square of the authors&apos; code, or the norm of the paper&apos;s equation.</source>
        <translation>作者代码中的均方，或论文公式中的范数。</translation>
    </message>
    <message>
        <source>mean square, as the code</source>
        <translation>均方，同代码</translation>
    </message>
    <message>
        <source>norm, as the paper</source>
        <translation>范数，同论文</translation>
    </message>
    <message>
        <source>Hint layer</source>
        <translation>提示层</translation>
    </message>
    <message>
        <source>The map that the student learns to predict: 0 is the stem, 1 the first group and so on.</source>
        <translation>学生要学会预测的特征图：0 为网络首层，1 为第一组，依此类推。</translation>
    </message>
    <message>
        <source>Hint epochs</source>
        <translation>提示轮次</translation>
    </message>
    <message>
        <source>Trained on the hint alone before everything else; 0 trains all together.</source>
        <translation>在其余训练之前仅用提示训练的轮次；0 为一起训练。</translation>
    </message>
    <message>
        <source>ReLU after the regressor</source>
        <translation>回归器后接 ReLU</translation>
    </message>
    <message>
        <source>As in the benchmark; off lets the prediction be negative, as the maps of some teachers are.</source>
        <translation>与基准一致；关闭后预测可以为负，正如某些教师的特征图。</translation>
    </message>
    <message>
        <source>CCKD form</source>
        <translation>CCKD 形式</translation>
    </message>
    <message>
        <source>Products of neighbouring samples, or kernel matrices: their mean square difference, or its norm over B².</source>
        <translation>相邻样本之积，或核矩阵：其差的均方，或其差的范数除以 B²。</translation>
    </message>
    <message>
        <source>neighbours, as RepDistiller</source>
        <translation>相邻样本，同 RepDistiller</translation>
    </message>
    <message>
        <source>kernels, as the paper</source>
        <translation>核矩阵，同论文</translation>
    </message>
    <message>
        <source>kernels, as torchdistill</source>
        <translation>核矩阵，同 torchdistill</translation>
    </message>
    <message>
        <source>Weight of distances</source>
        <translation>距离权重</translation>
    </message>
    <message>
        <source>Of RKD&apos;s distances between pairs of samples.</source>
        <translation>RKD 中样本对之间距离的权重。</translation>
    </message>
    <message>
        <source>Weight of angles</source>
        <translation>角度权重</translation>
    </message>
    <message>
        <source>Of RKD&apos;s angles between triples of samples.</source>
        <translation>RKD 中三个样本之间角度的权重。</translation>
    </message>
    <message>
        <source>Weight of the target α</source>
        <translation>目标类权重 α</translation>
    </message>
    <message>
        <source>Of DKD&apos;s part about the true class.</source>
        <translation>DKD 中真实类部分的权重。</translation>
    </message>
    <message>
        <source>Weight of the others β</source>
        <translation>其他类权重 β</translation>
    </message>
    <message>
        <source>Of DKD&apos;s part about the other classes; 1 to 8 by pair of networks.</source>
        <translation>DKD 中其他类部分的权重；依网络组合取 1 至 8。</translation>
    </message>
    <message>
        <source>DKD warm-up</source>
        <translation>DKD 预热</translation>
    </message>
    <message>
        <source>Over which DKD&apos;s loss grows to its weight; 0 is at once.</source>
        <translation>DKD 损失逐渐增至其权重所用的轮次；0 为立即生效。</translation>
    </message>
    <message>
        <source>Weight between classes</source>
        <translation>类间权重</translation>
    </message>
    <message>
        <source>Of DIST&apos;s correlation over the classes of each sample.</source>
        <translation>DIST 中每个样本在各类上相关性的权重。</translation>
    </message>
    <message>
        <source>Weight within classes</source>
        <translation>类内权重</translation>
    </message>
    <message>
        <source>Of DIST&apos;s correlation over the samples of each class.</source>
        <translation>DIST 中每一类在各样本上相关性的权重。</translation>
    </message>
    <message>
        <source>Stages m</source>
        <translation>阶段数 m</translation>
    </message>
    <message>
        <source>In how many steps the training set grows from easy to hard; 1 is plain distillation.</source>
        <translation>训练集由易到难分几步增长；1 为普通蒸馏。</translation>
    </message>
    <message>
        <source>Difficulty measurer</source>
        <translation>难度度量者</translation>
    </message>
    <message>
        <source>Whose cross-entropy says how difficult a sample is.</source>
        <translation>由谁的交叉熵衡量样本难度。</translation>
    </message>
    <message>
        <source>cooperative, α·teacher + (1−α)·student</source>
        <translation>协同，α·教师 + (1−α)·学生</translation>
    </message>
    <message>
        <source>teacher only</source>
        <translation>仅教师</translation>
    </message>
    <message>
        <source>student only</source>
        <translation>仅学生</translation>
    </message>
    <message>
        <source>α schedule</source>
        <translation>α 调度</translation>
    </message>
    <message>
        <source>The teacher&apos;s weight by stage: decreasing, increasing, fixed:A, linear:A:B or list:A,B,… with m numbers.</source>
        <translation>各阶段教师的权重：decreasing、increasing、fixed:A、linear:A:B，或含 m 个数的 list:A,B,…。</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选样本</translation>
    </message>
    <message>
        <source>Whether a stage ranks only samples that were not chosen before, or all of them anew.</source>
        <translation>每个阶段只对未选过的样本排序，还是对全部样本重新排序。</translation>
    </message>
    <message>
        <source>remove what was chosen</source>
        <translation>移除已选样本</translation>
    </message>
    <message>
        <source>rank all anew</source>
        <translation>全部重新排序</translation>
    </message>
    <message>
        <source>Balanced over classes</source>
        <translation>类别均衡</translation>
    </message>
    <message>
        <source>Take the same share of every class.</source>
        <translation>每个类别取相同的比例。</translation>
    </message>
    <message>
        <source>Measure all of D</source>
        <translation>度量全部 D</translation>
    </message>
    <message>
        <source>Measure the student on every sample at each stage, for exact previews; costs time.</source>
        <translation>每个阶段在全部样本上度量学生，使预览精确；需要额外时间。</translation>
    </message>
    <message>
        <source>The student&apos;s, over all stages together.</source>
        <translation>学生在所有阶段的总轮次。</translation>
    </message>
    <message>
        <source>An epoch is</source>
        <translation>一轮定义为</translation>
    </message>
    <message>
        <source>One pass over the stage&apos;s subset, or always as many steps as a pass over all samples.</source>
        <translation>遍历一次本阶段子集，或始终与遍历全部样本的步数相同。</translation>
    </message>
    <message>
        <source>one pass over S_k</source>
        <translation>遍历一次 S_k</translation>
    </message>
    <message>
        <source>N/B steps</source>
        <translation>N/B 步</translation>
    </message>
    <message>
        <source>Learning rate policy</source>
        <translation>学习率策略</translation>
    </message>
    <message>
        <source>How the schedule meets the stages.</source>
        <translation>调度与阶段的配合方式。</translation>
    </message>
    <message>
        <source>one schedule for the run</source>
        <translation>整个运行一个调度</translation>
    </message>
    <message>
        <source>restart at every stage</source>
        <translation>每个阶段重新开始</translation>
    </message>
    <message>
        <source>constant until the last stage</source>
        <translation>直到最后阶段前保持恒定</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Test-set evaluations; the last epoch of a stage is always evaluated.</source>
        <translation>测试集评估的间隔；每个阶段的最后一轮总会评估。</translation>
    </message>
    <message>
        <source>TC3KD</source>
        <translation>TC3KD</translation>
    </message>
    <message>
        <source>TC3KD in five stages, with the recipe that the paper&apos;s author published nearest to it.</source>
        <translation>五阶段 TC3KD，采用论文作者公开的最接近的训练方案。</translation>
    </message>
    <message>
        <source>KD</source>
        <translation>KD</translation>
    </message>
    <message>
        <source>Plain distillation: the preset tc3kd with one stage.</source>
        <translation>普通蒸馏：只有一个阶段的 tc3kd 预设。</translation>
    </message>
    <message>
        <source>Student alone</source>
        <translation>仅学生</translation>
    </message>
    <message>
        <source>The preset kd without a teacher.</source>
        <translation>没有教师的 kd 预设。</translation>
    </message>
    <message>
        <source>AT</source>
        <translation>AT</translation>
    </message>
    <message>
        <source>FitNets</source>
        <translation>FitNets</translation>
    </message>
    <message>
        <source>CCKD</source>
        <translation>CCKD</translation>
    </message>
    <message>
        <source>SLKD</source>
        <translation>SLKD</translation>
    </message>
    <message>
        <source>DKD</source>
        <translation>DKD</translation>
    </message>
    <message>
        <source>DIST</source>
        <translation>DIST</translation>
    </message>
    <message>
        <source>SP</source>
        <translation>SP</translation>
    </message>
    <message>
        <source>PKT</source>
        <translation>PKT</translation>
    </message>
    <message>
        <source>RKD</source>
        <translation>RKD</translation>
    </message>
    <message>
        <source>VID</source>
        <translation>VID</translation>
    </message>
    <message>
        <source>Plain distillation with this method&apos;s loss beside CE and KL.</source>
        <translation>普通蒸馏，在 CE 与 KL 之外加上该方法的损失。</translation>
    </message>
    <message>
        <source>Plain distillation with this method&apos;s loss in the place of KL.</source>
        <translation>普通蒸馏，以该方法的损失取代 KL。</translation>
    </message>
    <message>
        <source>TS-1</source>
        <translation>TS-1</translation>
    </message>
    <message>
        <source>Remove what was chosen, balanced over the classes: TC3KD itself.</source>
        <translation>移除已选样本，类别均衡：即 TC3KD 本身。</translation>
    </message>
    <message>
        <source>TS-2</source>
        <translation>TS-2</translation>
    </message>
    <message>
        <source>Remove what was chosen, without balance.</source>
        <translation>移除已选样本，不要求均衡。</translation>
    </message>
    <message>
        <source>TS-3</source>
        <translation>TS-3</translation>
    </message>
    <message>
        <source>Rank all anew at each stage, balanced over the classes.</source>
        <translation>每个阶段全部重新排序，类别均衡。</translation>
    </message>
    <message>
        <source>TS-4</source>
        <translation>TS-4</translation>
    </message>
    <message>
        <source>Rank all anew at each stage, without balance.</source>
        <translation>每个阶段全部重新排序，不要求均衡。</translation>
    </message>
    <message>
        <source>Demo: TC3KD</source>
        <translation>演示：TC3KD</translation>
    </message>
    <message>
        <source>TC3KD in three stages on 10,000 pictures, in minutes.</source>
        <translation>在 10,000 张图片上的三阶段 TC3KD，几分钟完成。</translation>
    </message>
    <message>
        <source>Demo: KD</source>
        <translation>演示：KD</translation>
    </message>
    <message>
        <source>The demo&apos;s plain distillation.</source>
        <translation>演示中的普通蒸馏。</translation>
    </message>
    <message>
        <source>Demo: student alone</source>
        <translation>演示：仅学生</translation>
    </message>
    <message>
        <source>The demo&apos;s student without a teacher.</source>
        <translation>演示中没有教师的学生。</translation>
    </message>
    <message>
        <source>a fixed student, trained before</source>
        <translation>事先训练好的固定学生</translation>
    </message>
    <message>
        <source>SLKD&apos;s snapshot student (reconstruction)</source>
        <translation>SLKD 的快照学生（重构）</translation>
    </message>
    <message>
        <source>the selections of a stored run</source>
        <translation>已存运行的选择</translation>
    </message>
    <message>
        <source>Replayed run</source>
        <translation>重放的运行</translation>
    </message>
    <message>
        <source>The id or name of the stored run whose subsets are trained on again, stage by stage.</source>
        <translation>已存运行的编号或名称，其各阶段子集将被逐阶段重新用于训练。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Of all epochs those on all samples before stage 1; empty is 0, and E/(m+1) for SLKD.</source>
        <translation>全部轮数中在第 1 阶段之前用全部样本训练的轮数；留空为 0，SLKD 为 E/(m+1)。</translation>
    </message>
    <message>
        <source>Measured through</source>
        <translation>测量变换</translation>
    </message>
    <message>
        <source>What a measured picture passes through: test (as it is), train (one drawn view) or tta:N (the mean of N).</source>
        <translation>测量时图片经过的变换：test（原样）、train（随机一个视图）或 tta:N（N 个视图的平均）。</translation>
    </message>
    <message>
        <source>Scores mixed</source>
        <translation>混合的分数</translation>
    </message>
    <message>
        <source>What the cross-entropies become before α mixes them; the paper mixes them as they are.</source>
        <translation>交叉熵在由 α 混合之前的处理；论文直接混合原值。</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>as ranks, 0 to 1</source>
        <translation>名次，0 到 1</translation>
    </message>
    <message>
        <source>as z-scores</source>
        <translation>z 分数</translation>
    </message>
    <message>
        <source>Fixed student</source>
        <translation>固定学生</translation>
    </message>
    <message>
        <source>A file of weights of the student&apos;s network; empty trains one by plain distillation, or takes a stored one.</source>
        <translation>学生网络的权重文件；留空则用普通蒸馏训练一个，或取用已存的。</translation>
    </message>
    <message>
        <source>Fixed student&apos;s seed</source>
        <translation>固定学生的种子</translation>
    </message>
    <message>
        <source>Of its training; repeats share the fixed student.</source>
        <translation>用于其训练；重复实验共用固定学生。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>A stage ends after this many epochs without gain, by the held-out loss, else the training loss; 0 is never.</source>
        <translation>连续这么多轮没有改善则结束该阶段，依据留出样本的损失，否则依据训练损失；0 表示从不。</translation>
    </message>
    <message>
        <source>Least gain</source>
        <translation>最小改善</translation>
    </message>
    <message>
        <source>How far the loss must fall below its best in the stage to count as a gain.</source>
        <translation>损失须比本阶段最佳值低多少才算改善。</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>奈特</translation>
    </message>
    <message>
        <source>Checkpoints every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>A killed run goes on from its last checkpoint; there is one at each stage&apos;s end, too. 0: only there.</source>
        <translation>被终止的运行从最近的检查点继续；每个阶段结束时也有一个。0：仅在那里。</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>The curriculum of the student&apos;s own snapshots; a reconstruction from the paper&apos;s abstract.</source>
        <translation>由学生自身快照构成的课程；根据论文摘要重构。</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>论文</translation>
    </message>
    <message>
        <source>TC3KD on CIFAR-100 with the recipe that its author&apos;s code suggests (best evidence).</source>
        <translation>CIFAR-100 上的 TC3KD，配方取自作者公开代码（最佳证据）。</translation>
    </message>
    <message>
        <source>RepDistiller</source>
        <translation>RepDistiller</translation>
    </message>
    <message>
        <source>Plain distillation on CIFAR-100 with the benchmark&apos;s recipe.</source>
        <translation>CIFAR-100 上的普通蒸馏，采用该基准的配方。</translation>
    </message>
    <message>
        <source>TC3KD on ImageNet, ResNet-34 to ResNet-18, with the usual recipe.</source>
        <translation>ImageNet 上的 TC3KD，ResNet-34 到 ResNet-18，采用常用配方。</translation>
    </message>
    <message>
        <source>TC3KD on CINIC-10 with the recipe of the set&apos;s authors.</source>
        <translation>CINIC-10 上的 TC3KD，采用数据集作者的配方。</translation>
    </message>
    <message>
        <source>student alone</source>
        <translation>仅学生</translation>
    </message>
    <message>
        <source>A row of the paper with the recipe that its author&apos;s code suggests; the paper does not state one.</source>
        <translation>论文中的一行，配方取自作者公开代码；论文本身未说明配方。</translation>
    </message>
    <message>
        <source>Table 1</source>
        <translation>表 1</translation>
    </message>
    <message>
        <source>AT + TC3</source>
        <translation>AT + TC3</translation>
    </message>
    <message>
        <source>Table 2</source>
        <translation>表 2</translation>
    </message>
    <message>
        <source>FitNets + TC3</source>
        <translation>FitNets + TC3</translation>
    </message>
    <message>
        <source>CCKD + TC3</source>
        <translation>CCKD + TC3</translation>
    </message>
    <message>
        <source>fixed teacher</source>
        <translation>固定教师</translation>
    </message>
    <message>
        <source>Table 3</source>
        <translation>表 3</translation>
    </message>
    <message>
        <source>fixed student</source>
        <translation>固定学生</translation>
    </message>
    <message>
        <source>TC3</source>
        <translation>TC3</translation>
    </message>
    <message>
        <source>α increasing</source>
        <translation>α 递增</translation>
    </message>
    <message>
        <source>Table 4</source>
        <translation>表 4</translation>
    </message>
    <message>
        <source>α = 0.5</source>
        <translation>α = 0.5</translation>
    </message>
    <message>
        <source>α decreasing</source>
        <translation>α 递减</translation>
    </message>
    <message>
        <source>Table 5</source>
        <translation>表 5</translation>
    </message>
    <message>
        <source>m = 1</source>
        <translation>m = 1</translation>
    </message>
    <message>
        <source>A point of the paper&apos;s Fig. 5: the same budget in m stages.</source>
        <translation>论文图 5 中的一点：相同预算分为 m 个阶段。</translation>
    </message>
    <message>
        <source>Fig. 5</source>
        <translation>图 5</translation>
    </message>
    <message>
        <source>m = 2</source>
        <translation>m = 2</translation>
    </message>
    <message>
        <source>m = 3</source>
        <translation>m = 3</translation>
    </message>
    <message>
        <source>m = 4</source>
        <translation>m = 4</translation>
    </message>
    <message>
        <source>m = 5</source>
        <translation>m = 5</translation>
    </message>
    <message>
        <source>m = 6</source>
        <translation>m = 6</translation>
    </message>
    <message>
        <source>m = 7</source>
        <translation>m = 7</translation>
    </message>
    <message>
        <source>m = 8</source>
        <translation>m = 8</translation>
    </message>
    <message>
        <source>m = 9</source>
        <translation>m = 9</translation>
    </message>
    <message>
        <source>m = 10</source>
        <translation>m = 10</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::AboutDialog</name>
    <message>
        <source>About TC3KD Workbench</source>
        <translation>关于 TC3KD Workbench</translation>
    </message>
    <message>
        <source>Knowledge distillation with teacher-student cooperative curriculum customization</source>
        <translation>基于师生协同课程定制的知识蒸馏</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later.</source>
        <translation>自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>LibTorch</source>
        <translation>LibTorch</translation>
    </message>
    <message>
        <source>Instruction set</source>
        <translation>指令集</translation>
    </message>
    <message>
        <source>bfloat16 in hardware</source>
        <translation>硬件支持 bfloat16</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Device %1</source>
        <translation>设备 %1</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::AlphaChart</name>
    <message>
        <source>α by stage</source>
        <translation>各阶段 α</translation>
    </message>
    <message>
        <source>teacher α</source>
        <translation>教师 α</translation>
    </message>
    <message>
        <source>student 1−α</source>
        <translation>学生 1−α</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>weight in g</source>
        <translation>在 g 中的权重</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::BoardPage</name>
    <message>
        <source>student alone</source>
        <translation>仅学生</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Teacher, epoch %1 of %2</source>
        <translation>教师，第 %1/%2 轮</translation>
    </message>
    <message>
        <source>Stage %1 of %2 · measuring</source>
        <translation>第 %1/%2 阶段 · 度量</translation>
    </message>
    <message>
        <source>Stage %1 of %2 · selecting</source>
        <translation>第 %1/%2 阶段 · 选择</translation>
    </message>
    <message>
        <source>Evaluating the teacher</source>
        <translation>正在评估教师</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>第 %1/%2 轮</translation>
    </message>
    <message>
        <source>Stage %1 of %2 · epoch %3 of %4</source>
        <translation>第 %1/%2 阶段 · 第 %3/%4 轮</translation>
    </message>
    <message>
        <source>test top-1 %1 %, best %2 %</source>
        <translation>测试 top-1 %1 %，最佳 %2 %</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开的运行</translation>
    </message>
    <message>
        <source>The board shows the stages of a run: what was measured, which samples entered, and how well the student does. Open a run from the table, or start a new one.</source>
        <translation>课程看板展示一次运行的各个阶段：度量了什么、哪些样本加入、学生表现如何。请从表格中打开一次运行，或新建一次。</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>新建运行…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>Everything up to here is kept.</source>
        <translation>到此为止的内容均已保留。</translation>
    </message>
    <message>
        <source>The program that ran it ended unexpectedly. Everything up to here is kept.</source>
        <translation>执行它的程序意外退出。到此为止的内容均已保留。</translation>
    </message>
    <message>
        <source>Fixed student, epoch %1 of %2</source>
        <translation>固定学生，第 %1 / %2 轮</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>从最近的检查点继续</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Repeat this run exactly, and see whether every number is the same</source>
        <translation>精确重复此运行，并检查每个数字是否相同</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>假设…</translation>
    </message>
    <message>
        <source>What another α, pool, balance or m would have selected from this run&apos;s measurements</source>
        <translation>根据此运行的测量，其他 α、候选池、平衡方式或 m 会选出哪些样本</translation>
    </message>
    <message>
        <source>This repeats “%1” and differs first at epoch %2: %3 was %4 and is %5.</source>
        <translation>此运行重复“%1”，最早在第 %2 轮出现差异：%3 原为 %4，现为 %5。</translation>
    </message>
    <message>
        <source>This repeats “%1”: every number of every epoch is the same.</source>
        <translation>此运行重复“%1”：每一轮的每个数字都相同。</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::BoardView</name>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>loss, nats</source>
        <translation>损失，nat</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>α by stage</source>
        <translation>各阶段 α</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Difficulty on a logarithmic axis</source>
        <translation>难度使用对数坐标轴</translation>
    </message>
    <message>
        <source>newest stage</source>
        <translation>最新阶段</translation>
    </message>
    <message>
        <source>Back to the newest stage</source>
        <translation>回到最新阶段</translation>
    </message>
    <message>
        <source>Difficulty by class</source>
        <translation>各类别难度</translation>
    </message>
    <message>
        <source>One class</source>
        <translation>单个类别</translation>
    </message>
    <message>
        <source>New samples</source>
        <translation>新增样本</translation>
    </message>
    <message>
        <source>teacher&apos;s epoch</source>
        <translation>教师轮次</translation>
    </message>
    <message>
        <source>Here the difficulty of every class appears as soon as the first stage is measured.</source>
        <translation>第一阶段度量完成后，这里将显示每个类别的难度。</translation>
    </message>
    <message>
        <source>This run trains on all samples from the start: nothing is ranked, so there is no difficulty to show.</source>
        <translation>本次运行从一开始就使用全部样本训练：没有排序，因此没有难度可显示。</translation>
    </message>
    <message>
        <source>The last stage takes all that is left: nothing is ranked.</source>
        <translation>最后一个阶段取全部剩余样本：不再排序。</translation>
    </message>
    <message>
        <source>stage %1 · %2 measured · g = %3 CE teacher + %4 CE student</source>
        <translation>第 %1 阶段 · 已度量 %2 · g = %3 CE教师 + %4 CE学生</translation>
    </message>
    <message>
        <source>%1 of %2 enter</source>
        <translation>%2 中选入 %1</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ClassTable</name>
    <message>
        <source>Pictures per class</source>
        <translation>各类别图片数</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ClassesModel</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Choose runs…</source>
        <translation>选择运行…</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>top-1, %</source>
        <translation>top-1，%</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>loss, nats</source>
        <translation>损失，nat</translation>
    </message>
    <message>
        <source>α by stage</source>
        <translation>各阶段 α</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Final numbers</source>
        <translation>最终结果</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>配置差异</translation>
    </message>
    <message>
        <source>The configurations are the same.</source>
        <translation>各配置完全相同。</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>尚无可对比的运行</translation>
    </message>
    <message>
        <source>Tick two or more runs in the table: their curves, their last numbers and what differs in their configurations appear here side by side.</source>
        <translation>在表格中勾选两次或更多运行：它们的曲线、最终结果和配置差异将并列显示在这里。</translation>
    </message>
    <message>
        <source>Choose runs</source>
        <translation>选择运行</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>baseline: %1</source>
        <translation>基线：%1</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ConfigForm</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>Student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>Distillation</source>
        <translation>蒸馏</translation>
    </message>
    <message>
        <source>Curriculum</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::CountsChart</name>
    <message>
        <source>New samples by class and stage</source>
        <translation>各类别各阶段新增样本</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>acc., %</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>stage %1: %2 enter</source>
        <translation>第 %1 阶段：选入 %2</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::DataPage</name>
    <message>
        <source>What the program can train on</source>
        <translation>程序可用来训练的数据</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Look in a folder…</source>
        <translation>在文件夹中查找…</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>New run with this set</source>
        <translation>用此数据集新建运行</translation>
    </message>
    <message>
        <source>Look for data sets</source>
        <translation>查找数据集</translation>
    </message>
    <message>
        <source>No data set was found in %1.</source>
        <translation>在 %1 中没有找到数据集。</translation>
    </message>
    <message numerus="yes">
        <source>%n data set(s) found in %1: %2</source>
        <translation>
            <numerusform>在 %1 中找到 %n 个数据集：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 known data sets are on this machine</source>
        <translation>已知的 %2 个数据集中，本机有 %1 个</translation>
    </message>
    <message>
        <source>%1 is not on this machine</source>
        <translation>本机没有 %1</translation>
    </message>
    <message>
        <source>its pictures are being read…</source>
        <translation>正在读取图片…</translation>
    </message>
    <message>
        <source>%1 cannot be used as it is</source>
        <translation>%1 目前无法使用</translation>
    </message>
    <message>
        <source>Put the files right, for example by unpacking them anew, then look again. Nothing was changed.</source>
        <translation>请修复文件（例如重新解包），然后重新查找。程序未作任何改动。</translation>
    </message>
    <message>
        <source>No folder of pictures is known yet</source>
        <translation>尚未选定图片文件夹</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::DatasetsModel</name>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>has a problem</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>its files tell how many pictures</source>
        <translation>图片数由其文件决定</translation>
    </message>
    <message numerus="yes">
        <source>%Ln training picture(s)</source>
        <translation>
            <numerusform>%Ln 张训练图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln 类</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::DescriptionView</name>
    <message>
        <source>Published checksums</source>
        <translation>发布的校验和</translation>
    </message>
    <message>
        <source>Pictures that cannot be read</source>
        <translation>无法读取的图片</translation>
    </message>
    <message>
        <source>Pictures per class</source>
        <translation>各类别图片数</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::DifferencesModel</name>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::FactsCard</name>
    <message>
        <source>Facts</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Training pictures</source>
        <translation>训练图片</translation>
    </message>
    <message>
        <source>Test pictures</source>
        <translation>测试图片</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Picture sizes</source>
        <translation>图片尺寸</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies mean and standard deviation as the command line takes them</source>
        <translation>按命令行的写法复制均值和标准差</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Checksums</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>1, grey</source>
        <translation>1，灰度</translation>
    </message>
    <message>
        <source>3, red, green and blue</source>
        <translation>3，红、绿、蓝</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>sizes of pictures</comment>
        <translation>
            <numerusform>及另外 %n 种</numerusform>
        </translation>
    </message>
    <message>
        <source>Width × height (pictures)</source>
        <translation>宽 × 高（图片数）</translation>
    </message>
    <message>
        <source>not measured: no training picture could be read</source>
        <translation>未测量：没有可读取的训练图片</translation>
    </message>
    <message>
        <source>measured over all %1 training pictures</source>
        <translation>在全部 %1 张训练图片上测得</translation>
    </message>
    <message>
        <source>measured over %1 of %2 training pictures</source>
        <translation>在 %2 张训练图片中的 %1 张上测得</translation>
    </message>
    <message>
        <source>%1 of %2 files match what is published</source>
        <translation>%2 个文件中有 %1 个与发布的一致</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) cannot be read and are not counted; they are listed below.</source>
        <translation>
            <numerusform>%Ln 张图片无法读取，未计入；已在下方列出。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::FieldEditor</name>
    <message>
        <source>Changed</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pt *.pth);;All files (*)</source>
        <translation>权重 (*.safetensors *.pt *.pth);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::FilesModel</name>
    <message>
        <source>matches</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>MD5 %1, as published</source>
        <translation>MD5 为 %1，与发布的一致</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>MD5 %1, published is %2</source>
        <translation>MD5 为 %1，发布的为 %2</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::FirstRunPage</name>
    <message>
        <source>Nothing has run yet</source>
        <translation>还没有任何运行</translation>
    </message>
    <message>
        <source>Train a small network the TC3KD way on real pictures and watch every stage of its curriculum.</source>
        <translation>用 TC3KD 方法在真实图片上训练一个小网络，并观察课程的每个阶段。</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>新建运行…</translation>
    </message>
    <message>
        <source>choose data, networks, method and curriculum</source>
        <translation>选择数据、网络、方法与课程</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>runs of a store that was filled on another machine</source>
        <translation>导入另一台机器上的运行库</translation>
    </message>
    <message>
        <source>Open a store…</source>
        <translation>打开运行库…</translation>
    </message>
    <message>
        <source>look at runs that are kept elsewhere</source>
        <translation>查看保存在别处的运行</translation>
    </message>
    <message>
        <source>The demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>less than 5 minutes on two processor cores</source>
        <translation>双核处理器上不到 5 分钟</translation>
    </message>
    <message>
        <source>Student alone</source>
        <translation>仅学生</translation>
    </message>
    <message>
        <source>ResNet-8 on 10,000 pictures of Fashion-MNIST</source>
        <translation>在 10,000 张 Fashion-MNIST 图片上训练 ResNet-8</translation>
    </message>
    <message>
        <source>Teacher, and plain distillation</source>
        <translation>教师与普通蒸馏</translation>
    </message>
    <message>
        <source>ResNet-20 teaches ResNet-8: the baseline that the paper compares with</source>
        <translation>ResNet-20 教 ResNet-8：论文所对比的基线</translation>
    </message>
    <message>
        <source>TC3KD in 3 stages</source>
        <translation>三阶段 TC3KD</translation>
    </message>
    <message>
        <source>easy pictures first, judged by teacher and student together</source>
        <translation>由教师与学生共同评判，先易后难</translation>
    </message>
    <message>
        <source>Run the demo</source>
        <translation>运行演示</translation>
    </message>
    <message>
        <source>The pictures are on this machine already: Fashion-MNIST.</source>
        <translation>所需图片已在本机：Fashion-MNIST。</translation>
    </message>
    <message>
        <source>Fashion-MNIST is not on this machine: install the package dataset-fashion-mnist, or name a folder with its files in a new run.</source>
        <translation>本机没有 Fashion-MNIST：请安装软件包 dataset-fashion-mnist，或在新建运行中指定含有其文件的文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>processor, %n thread(s), no GPU found</source>
        <translation>
            <numerusform>处理器，%n 个线程，未找到 GPU</numerusform>
        </translation>
    </message>
    <message>
        <source>Training runs on: %1. Nothing leaves this machine.</source>
        <translation>训练使用：%1。数据不会离开本机。</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::HeatMap</name>
    <message>
        <source>Difficulty by class</source>
        <translation>各类别难度</translation>
    </message>
    <message>
        <source>cut-off</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>difficulty g, nats (log)</source>
        <translation>难度 g，nat（对数）</translation>
    </message>
    <message>
        <source>difficulty g, nats</source>
        <translation>难度 g，nat</translation>
    </message>
    <message>
        <source>%1, g from %2 to %3: %4 samples, %5 of them enter</source>
        <translation>%1，g 从 %2 到 %3：%4 个样本，其中 %5 个选入</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::HistogramChart</name>
    <message>
        <source>g, enters</source>
        <translation>g，选入</translation>
    </message>
    <message>
        <source>CE teacher</source>
        <translation>CE 教师</translation>
    </message>
    <message>
        <source>CE student</source>
        <translation>CE 学生</translation>
    </message>
    <message>
        <source>g and its parts, nats (log)</source>
        <translation>g 及其组成，nat（对数）</translation>
    </message>
    <message>
        <source>g and its parts, nats</source>
        <translation>g 及其组成，nat</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本数</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ImportTeacherDialog</name>
    <message>
        <source>Import teacher</source>
        <translation>导入教师</translation>
    </message>
    <message>
        <source>Choose a file: what it is, and which network it fits, appears here.</source>
        <translation>请选择文件：这里会显示它的内容以及适合哪个网络。</translation>
    </message>
    <message>
        <source>What is in the file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Evaluate and keep</source>
        <translation>评估并保存</translation>
    </message>
    <message>
        <source>Import a teacher</source>
        <translation>导入教师</translation>
    </message>
    <message>
        <source>The weights are evaluated on the test set, and a copy is kept beside the store.</source>
        <translation>权重将在测试集上评估，并在运行库旁保存一份副本。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::InfoBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::Legend</name>
    <message>
        <source>Legend: %1</source>
        <translation>图例：%1</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::LineChart</name>
    <message>
        <source>Chart of %1 over %2</source>
        <translation>%1 随 %2 变化的图表</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::LoadingBar</name>
    <message>
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New run…</source>
        <translation>新建运行(&amp;N)…</translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation>运行演示(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Open store…</source>
        <translation>打开运行库(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Import store…</source>
        <translation>导入运行库(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Board</source>
        <translation>课程看板(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>对比(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>R&amp;un</source>
        <translation>运行(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>继续(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>快捷键(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;About TC3KD Workbench</source>
        <translation>关于 TC3KD Workbench(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Resume from the checkpoint</source>
        <translation>从检查点恢复(&amp;R)</translation>
    </message>
    <message>
        <source>Run &amp;again</source>
        <translation>重新运行(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Models and teachers</source>
        <translation>模型与教师(&amp;M)</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::MainWindow</name>
    <message>
        <source>%1 – TC3KD Workbench</source>
        <translation>%1 – TC3KD Workbench</translation>
    </message>
    <message>
        <source>The store cannot be read now; trying again. %1</source>
        <translation>暂时无法读取运行库，正在重试。%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Imported runs: %1; already here: %2.</source>
        <translation>已导入 %1 次运行；%2 次已存在。</translation>
    </message>
    <message>
        <source>Deleted for good; %1 of weights freed.</source>
        <translation>已永久删除；释放了 %1 的权重。</translation>
    </message>
    <message>
        <source>New run from this one</source>
        <translation>以此新建运行</translation>
    </message>
    <message>
        <source>Stores (*.sqlite *.db);;All files (*)</source>
        <translation>运行库 (*.sqlite *.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A run is training</source>
        <translation>有运行正在训练</translation>
    </message>
    <message>
        <source>“%1” is still training.</source>
        <translation>“%1”仍在训练。</translation>
    </message>
    <message>
        <source>Without this window it stops; what it has done so far is kept.</source>
        <translation>关闭此窗口后训练将停止；已完成的内容会保留。</translation>
    </message>
    <message>
        <source>Waiting runs stay in the queue and start the next time.</source>
        <translation>等待中的运行会留在队列中，下次启动时继续。</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <source>Open store</source>
        <translation>打开运行库</translation>
    </message>
    <message>
        <source>Stop and open</source>
        <translation>停止并打开</translation>
    </message>
    <message>
        <source>Import store</source>
        <translation>导入运行库</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ModelsPage</name>
    <message>
        <source>Models and teachers</source>
        <translation>模型与教师</translation>
    </message>
    <message>
        <source>Import teacher…</source>
        <translation>导入教师…</translation>
    </message>
    <message>
        <source>Teachers</source>
        <translation>教师</translation>
    </message>
    <message>
        <source>No teachers yet</source>
        <translation>还没有教师</translation>
    </message>
    <message>
        <source>A run trains its teacher and keeps it here, to be reused by every other run that asks for the same one. Pretrained weights can be imported: safetensors, PyTorch&apos;s .pt and .pth, TorchScript.</source>
        <translation>运行会训练自己的教师并保存在这里，供需要同一教师的其他运行重复使用。也可以导入预训练权重：safetensors、PyTorch 的 .pt 和 .pth、TorchScript。</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter networks</source>
        <translation>筛选网络</translation>
    </message>
    <message>
        <source>Of one picture with 3 channels: 32 × 32 and 100 classes for the CIFAR networks, 224 × 224 and 1,000 classes for ImageNet&apos;s. Every width and depth of a family can be named in a run.</source>
        <translation>按一张 3 通道图片计：CIFAR 网络为 32 × 32、100 类，ImageNet 网络为 224 × 224、1,000 类。运行中可以使用同一系列的任意宽度和深度。</translation>
    </message>
    <message>
        <source>The teachers cannot be read</source>
        <translation>无法读取教师</translation>
    </message>
    <message numerus="yes">
        <source>%n teacher(s)</source>
        <translation>
            <numerusform>%n 个教师</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n 个网络</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget the teacher?</source>
        <translation>移除该教师？</translation>
    </message>
    <message>
        <source>“%1” leaves the list, and the store&apos;s copy of its weights is deleted unless a run names it. Runs that were made with it keep their numbers.</source>
        <translation>“%1”将从列表中移除；若没有运行引用，运行库中的权重副本也会删除。用它完成的运行保留其结果。</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::NetworksModel</name>
    <message>
        <source>Multiply-accumulates of convolutions and linear layers, one picture of 3 channels: 32 × 32 and 100 classes for the CIFAR networks, 224 × 224 and 1,000 classes for ImageNet&apos;s.</source>
        <translation>卷积层和线性层的乘加次数，一张 3 通道图片：CIFAR 网络为 32 × 32、100 类，ImageNet 网络为 224 × 224、1,000 类。</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>MACs, 10⁶</source>
        <translation>乘加，10⁶</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::NewRunDialog</name>
    <message>
        <source>New run</source>
        <translation>新建运行</translation>
    </message>
    <message>
        <source>Search fields  Ctrl+F</source>
        <translation>搜索字段  Ctrl+F</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Preset</source>
        <translation>预设(&amp;P)</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>复制 JSON</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) to correct: %1</source>
        <translation>
            <numerusform>%n 个字段需要更正：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>The part of the preset&apos;s epochs and training samples that is used</source>
        <translation>所用预设的轮数和训练样本的比例</translation>
    </message>
    <message>
        <source>&amp;Budget</source>
        <translation>预算(&amp;B)</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::NumbersModel</name>
    <message>
        <source> (baseline)</source>
        <translation>（基线）</translation>
    </message>
    <message>
        <source>Test top-1 after the last epoch</source>
        <translation>最后一轮后的测试 top-1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Last, %</source>
        <translation>最终，%</translation>
    </message>
    <message>
        <source>Δ</source>
        <translation>Δ</translation>
    </message>
    <message>
        <source>Best, %</source>
        <translation>最佳，%</translation>
    </message>
    <message>
        <source>Top-5, %</source>
        <translation>Top-5，%</translation>
    </message>
    <message>
        <source>Agrees, %</source>
        <translation>与教师一致，%</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::RunController</name>
    <message>
        <source>Start run</source>
        <translation>启动运行</translation>
    </message>
    <message>
        <source>Pause run</source>
        <translation>暂停运行</translation>
    </message>
    <message>
        <source>Continue run</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stop run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Rename run</source>
        <translation>重命名运行</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Move in the queue</source>
        <translation>调整队列顺序</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Forget teacher</source>
        <translation>移除教师</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::RunStatusBar</name>
    <message>
        <source>%1 · empty</source>
        <translation>%1 · 空</translation>
    </message>
    <message>
        <source>%1 · 1 run</source>
        <translation>%1 · 1 次运行</translation>
    </message>
    <message>
        <source>%1 · %2 runs</source>
        <translation>%1 · %2 次运行</translation>
    </message>
    <message>
        <source>CPU · 1 thread</source>
        <translation>CPU · 1 线程</translation>
    </message>
    <message>
        <source>CPU · %1 threads</source>
        <translation>CPU · %1 线程</translation>
    </message>
    <message>
        <source>LibTorch %1</source>
        <translation>LibTorch %1</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::RunsModel</name>
    <message>
        <source>Test top-1 by epoch; the ticks are the stages&apos; ends</source>
        <translation>各轮次测试 top-1；刻度为阶段结束处</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>师生</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Curriculum</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Top-1, last, %</source>
        <translation>最终 top-1，%</translation>
    </message>
    <message>
        <source>Best, %</source>
        <translation>最佳，%</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>新建运行…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Filter, for example  method:kd m&gt;=3 acc&gt;80 status:finished</source>
        <translation>筛选，例如  method:kd m&gt;=3 acc&gt;80 status:finished</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Trash (%1)</source>
        <translation>回收站（%1）</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>对比 %1 项</translation>
    </message>
    <message>
        <source>Tick at least two runs</source>
        <translation>请至少勾选两次运行</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n 次运行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%2 次运行中的 %1 次</translation>
    </message>
    <message>
        <source>No run fits the filter</source>
        <translation>没有符合筛选条件的运行</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are hidden by it.</source>
        <translation>
            <numerusform>有 %n 次运行被隐藏。</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>回收站是空的</translation>
    </message>
    <message>
        <source>Deleted runs wait here until they are deleted for good.</source>
        <translation>删除的运行会留在这里，直到被永久删除。</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>Every run that is started stands here, with its result and its course.</source>
        <translation>每次启动的运行都会列在这里，并显示其结果与曲线。</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) moved to the trash.</source>
        <translation>
            <numerusform>已将 %n 次运行移至回收站。</numerusform>
        </translation>
    </message>
    <message>
        <source>A run that is running cannot be deleted; stop it first.</source>
        <translation>进行中的运行不能删除；请先停止。</translation>
    </message>
    <message>
        <source>Open on the board</source>
        <translation>在看板中打开</translation>
    </message>
    <message>
        <source>New from this run…</source>
        <translation>以此新建运行…</translation>
    </message>
    <message>
        <source>Compare the selected</source>
        <translation>对比所选</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Earlier in the queue</source>
        <translation>在队列中提前</translation>
    </message>
    <message>
        <source>Later in the queue</source>
        <translation>在队列中推后</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::SamplesView</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ScheduleChart</name>
    <message>
        <source>α and subset size by stage</source>
        <translation>各阶段 α 与子集大小</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>α, |S_k|/N</source>
        <translation>α，|S_k|/N</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::SchedulePreview</name>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>enters</source>
        <translation>新加入</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>将会发生什么</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>a class</source>
        <translation>每类</translation>
    </message>
    <message>
        <source>|S_k|</source>
        <translation>|S_k|</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Training set</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Remainders</source>
        <translation>余数</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作量</translation>
    </message>
    <message>
        <source>unknown until the errors are corrected</source>
        <translation>更正错误后可知</translation>
    </message>
    <message>
        <source>%1 · %2 samples · %3 classes</source>
        <translation>%1 · %2 个样本 · %3 个类别</translation>
    </message>
    <message>
        <source>some stages take one sample of a class more than others</source>
        <translation>部分阶段会多取某些类别的一个样本</translation>
    </message>
    <message>
        <source>none: every stage takes the same of each class</source>
        <translation>无：每个阶段从各类别取相同数量</translation>
    </message>
    <message>
        <source>%1 epochs, %2 steps of the student</source>
        <translation>学生 %1 轮，%2 步</translation>
    </message>
    <message numerus="yes">
        <source>At stage %1 %n class(es) gain nothing.</source>
        <translation>
            <numerusform>第 %1 阶段有 %n 个类别没有新增样本。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ShortcutsDialog</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::SideBar</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 项等待</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>课程看板</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::StageTiles</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Stage %1</source>
        <translation>第 %1 阶段</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::TeacherDetail</name>
    <message>
        <source>imported from %1, %2</source>
        <translation>从 %1 导入，%2</translation>
    </message>
    <message>
        <source>trained by the run “%1”, %2</source>
        <translation>由运行“%1”训练，%2</translation>
    </message>
    <message>
        <source>top-1 %1 %, top-5 %2 %, loss %3 nats on the test set of %4</source>
        <translation>在 %4 测试集上 top-1 %1 %，top-5 %2 %，损失 %3 奈特</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>New run with this teacher…</source>
        <translation>用此教师新建运行…</translation>
    </message>
    <message>
        <source>the data set&apos;s own constants</source>
        <translation>数据集自身的常数</translation>
    </message>
    <message>
        <source>mean %1; standard deviation %2</source>
        <translation>均值 %1；标准差 %2</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::TeachersModel</name>
    <message>
        <source>↓ imported</source>
        <translation>↓ 已导入</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>top-1, %</source>
        <translation>top-1，%</translation>
    </message>
    <message>
        <source>since</source>
        <translation>加入时间</translation>
    </message>
    <message>
        <source>● trained</source>
        <translation>● 已训练</translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::WeightReportView</name>
    <message>
        <source>Report on the tensors&apos; names</source>
        <translation>张量名称报告</translation>
    </message>
    <message>
        <source>under “%1”</source>
        <translation>位于“%1”之下</translation>
    </message>
    <message>
        <source>without “%1”</source>
        <translation>去掉“%1”</translation>
    </message>
    <message>
        <source>as %1 publishes them</source>
        <translation>与 %1 发布的一致</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>Of another shape</source>
        <translation>形状不符</translation>
    </message>
    <message>
        <source>Renamed</source>
        <translation>已改名</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>✓ A TorchScript module: it is its own network.</source>
        <translation>✓ TorchScript 模块：自带网络。</translation>
    </message>
    <message>
        <source>! The names fit none of the networks here. Choose one to see what is missing.</source>
        <translation>! 名称与这里的任何网络都不匹配。请选择一个网络以查看缺失项。</translation>
    </message>
    <message>
        <source>✓ Every tensor fits %1.</source>
        <translation>✓ 全部张量与 %1 匹配。</translation>
    </message>
    <message>
        <source>✓ Every tensor fits %1, some under another name.</source>
        <translation>✓ 全部张量与 %1 匹配，其中部分名称不同。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%1 parameters in %n tensor(s)</source>
        <translation>
            <numerusform>%n 个张量，共 %1 个参数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n 类</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s)</source>
        <translation>
            <numerusform>%n 通道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✕ %n name(s) do not fit %1.</source>
        <translation>
            <numerusform>✕ %n 个名称与 %1 不匹配。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::WhatIfDialog</name>
    <message>
        <source>✓ exact</source>
        <translation>✓ 精确</translation>
    </message>
    <message>
        <source>≈ by the student of stage %1</source>
        <translation>≈ 由第 %1 阶段的学生评判</translation>
    </message>
    <message>
        <source>≈ builds on an approximate stage</source>
        <translation>≈ 建立在近似阶段之上</translation>
    </message>
    <message>
        <source>– not measured</source>
        <translation>– 未测量</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>假设…</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>|S_k|</source>
        <translation>|S_k|</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>as in the run</source>
        <translation>与该运行相同</translation>
    </message>
    <message>
        <source>how sure</source>
        <translation>可靠程度</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Train this…</source>
        <translation>训练此设置…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What other settings would have selected</source>
        <translation>其他设置会选出什么</translation>
    </message>
    <message>
        <source>From what “%1” measured, without training anything.</source>
        <translation>根据“%1”的测量，无需训练。</translation>
    </message>
    <message>
        <source>Every stage is what a run would select.</source>
        <translation>每个阶段都与实际运行的选择一致。</translation>
    </message>
    <message>
        <source>A stage that is not exact was ranked by a student of another moment, or needs measurements that the run did not make; “Measure all of D” makes them.</source>
        <translation>不精确的阶段由另一时刻的学生排序，或需要该运行没有做过的测量；“测量全部 D”会做这些测量。</translation>
    </message>
    <message>
        <source>New at stage %1: %2</source>
        <translation>第 %1 阶段新增：%2</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>TrashCommand</name>
    <message numerus="yes">
        <source>delete %n run(s)</source>
        <translation>
            <numerusform>delete %n run</numerusform>
            <numerusform>delete %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ComparePage</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::DataPage</name>
    <message numerus="yes">
        <source>%n data set(s) found in %1: %2</source>
        <translation>
            <numerusform>%n data set found in %1: %2</numerusform>
            <numerusform>%n data sets found in %1: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::DatasetsModel</name>
    <message numerus="yes">
        <source>%Ln training picture(s)</source>
        <translation>
            <numerusform>%Ln training picture</numerusform>
            <numerusform>%Ln training pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::FactsCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>sizes of pictures</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) cannot be read and are not counted; they are listed below.</source>
        <translation>
            <numerusform>%Ln picture cannot be read and is not counted; it is listed below.</numerusform>
            <numerusform>%Ln pictures cannot be read and are not counted; they are listed below.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::FirstRunPage</name>
    <message numerus="yes">
        <source>processor, %n thread(s), no GPU found</source>
        <translation>
            <numerusform>processor, %n thread, no GPU found</numerusform>
            <numerusform>processor, %n threads, no GPU found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::ModelsPage</name>
    <message numerus="yes">
        <source>%n teacher(s)</source>
        <translation>
            <numerusform>%n teacher</numerusform>
            <numerusform>%n teachers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n network</numerusform>
            <numerusform>%n networks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::NewRunDialog</name>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) to correct: %1</source>
        <translation>
            <numerusform>%n field to correct: %1</numerusform>
            <numerusform>%n fields to correct: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::RunsPage</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are hidden by it.</source>
        <translation>
            <numerusform>%n run is hidden by it.</numerusform>
            <numerusform>%n runs are hidden by it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) moved to the trash.</source>
        <translation>
            <numerusform>%n run moved to the trash.</numerusform>
            <numerusform>%n runs moved to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::SchedulePreview</name>
    <message numerus="yes">
        <source>At stage %1 %n class(es) gain nothing.</source>
        <translation>
            <numerusform>At stage %1 %n class gains nothing.</numerusform>
            <numerusform>At stage %1 %n classes gain nothing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tc3kd::ui::WeightReportView</name>
    <message numerus="yes">
        <source>%1 parameters in %n tensor(s)</source>
        <translation>
            <numerusform>%1 parameters in %n tensor</numerusform>
            <numerusform>%1 parameters in %n tensors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s)</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>✕ %n name(s) do not fit %1.</source>
        <translation>
            <numerusform>✕ %n name does not fit %1.</numerusform>
            <numerusform>✕ %n names do not fit %1.</numerusform>
        </translation>
    </message>
</context>
</TS>

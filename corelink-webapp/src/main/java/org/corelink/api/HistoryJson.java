package org.corelink.api;

import java.util.List;
import java.util.Map;
import org.corelink.cluster.history.Course;
import org.corelink.cluster.history.HistoryWatch;
import org.corelink.cluster.history.NodeHistory;
import org.corelink.gpu.GpuQuantity;

/** The last hour of one machine as JSON: a column for each quantity. */
final class HistoryJson {
    private HistoryJson() {}

    static byte[] of(NodeHistory history) {
        return Fields.document(json -> {
            json.number("stepSeconds", HistoryWatch.STEP.toSeconds())
                    .text("end", history.end() == null ? null : history.end().toString());
            columns(json, history.machine());
            json.objects("gpus", history.gpus().entrySet(), HistoryJson::gpu);
        });
    }

    private static void gpu(Fields json, Map.Entry<Integer, List<Course>> gpu) {
        json.number("index", gpu.getKey());
        columns(json, gpu.getValue());
    }

    private static void columns(Fields json, List<Course> courses) {
        for (Course course : courses) {
            switch (course.quantity()) {
                case CPU -> json.column("cpuPercent", course.values(), 1);
                case MEMORY -> json.column("memoryPercent", course.values(), 1);
                case UTILIZATION -> column(json, GpuQuantity.UTILIZATION, course);
                case GPU_MEMORY -> column(json, GpuQuantity.MEMORY_USED, course);
                case TEMPERATURE -> column(json, GpuQuantity.TEMPERATURE, course);
                case POWER -> column(json, GpuQuantity.POWER, course);
            }
        }
    }

    /** By the name, and in the unit, that a single value of it has. */
    private static void column(Fields json, GpuQuantity quantity, Course course) {
        GpuFigure figure = GpuFigure.of(quantity);
        json.column(figure.field(), course.values(), figure.fieldFactor());
    }
}

/*
 * A stand-in for libnvidia-ml.so.1. Build: gcc -shared -fPIC -o libnvidia-ml.so.1 nvml.c -ldl
 * With -DOLD it lacks what drivers before 2020 lack: every function and structure of version 2 and later.
 *
 * It reads what it answers from the file "machine" in its own folder, when it is initialised and whenever devices are
 * counted, so that a test can change the machine while a program runs. Each line is a key, a space, and a value; what
 * has no line is not supported. A value "!15" makes the function return 15.
 *
 *   driver, cuda (12040)   of the system;  process.PID  name of a process
 *   count                  number of GPUs, looked at when the library is initialised
 *   init                   "!9": what nvmlInit returns
 *   session                when it changes, all is UNINITIALIZED until the next nvmlInit
 *   hang                   name of a key: whoever asks for it waits until the line is gone
 *   GPU.handle             "!15": what asking for that GPU returns
 *   GPU.KEY                value of that GPU, see the functions below; bytes, milliwatts and KB/s as NVML has them
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SUCCESS = 0, UNINITIALIZED = 1, INVALID = 2, UNSUPPORTED = 3, NOT_FOUND = 6, SMALL = 7, TIMEOUT = 10 };
enum { MAX_LINES = 8192, MAX_GPUS = 64, MAX_TEXT = 160, MAX_PARTS = 8 };

typedef unsigned long long u64;
typedef struct { char key[48]; char value[MAX_TEXT]; } line;
typedef struct { int gpu; int part; u64 xid_told; int listens; } device;

static line lines[MAX_LINES];
static int line_count;
static int initialised;
static char session[MAX_TEXT];
static unsigned count;
static device devices[MAX_GPUS][MAX_PARTS + 1]; /* the last is the GPU itself */

static int by_key(const void *a, const void *b) { return strcmp(((const line *)a)->key, ((const line *)b)->key); }

static void load(void) {
    Dl_info self;
    char path[4096];
    dladdr((void *)load, &self);
    snprintf(path, sizeof path, "%s", self.dli_fname);
    char *name = strrchr(path, '/');
    strcpy(name == NULL ? path : name + 1, "machine");
    FILE *file = fopen(path, "r");
    line_count = 0;
    while (file != NULL && line_count < MAX_LINES) {
        char text[256];
        if (fgets(text, sizeof text, file) == NULL) break;
        text[strcspn(text, "\n")] = 0;
        char *space = strchr(text, ' ');
        if (space == NULL) continue;
        *space = 0;
        snprintf(lines[line_count].key, sizeof lines[0].key, "%.47s", text);
        snprintf(lines[line_count].value, sizeof lines[0].value, "%.159s", space + 1);
        line_count++;
    }
    if (file != NULL) fclose(file);
    qsort(lines, line_count, sizeof(line), by_key);
}

static const char *find(const char *key) {
    line wanted;
    snprintf(wanted.key, sizeof wanted.key, "%.47s", key);
    line *found = bsearch(&wanted, lines, line_count, sizeof(line), by_key);
    return found == NULL ? NULL : found->value;
}

static int is_open(void) {
    const char *now = find("session");
    return initialised && strcmp(session, now == NULL ? "" : now) == 0;
}

/* The value of a key, or the code that it is to return. */
static int value_of(const char *key, const char **value) {
    if (!is_open()) return UNINITIALIZED;
    const char *hanging;
    while ((hanging = find("hang")) != NULL && strcmp(hanging, key) == 0) {
        usleep(5000);
        load();
    }
    *value = find(key);
    if (*value == NULL) return UNSUPPORTED;
    return **value == '!' ? atoi(*value + 1) : SUCCESS;
}

static int text_of(device *d, const char *name, const char **value) {
    char key[64];
    if (d->part < MAX_PARTS) snprintf(key, sizeof key, "%d.mig.%d.%s", d->gpu, d->part, name);
    else snprintf(key, sizeof key, "%d.%s", d->gpu, name);
    return value_of(key, value);
}

static int number(device *d, const char *name, u64 *out) {
    const char *value;
    int result = text_of(d, name, &value);
    if (result == SUCCESS) *out = strtoull(value, NULL, 0);
    return result;
}

static int number32(device *d, const char *name, unsigned *out) {
    u64 value = 0;
    int result = number(d, name, &value);
    if (result == SUCCESS) *out = (unsigned)value;
    return result;
}

static int copy(const char *value, char *out, unsigned size) {
    if (strlen(value) >= size) return SMALL;
    strcpy(out, value);
    return SUCCESS;
}

static int text(device *d, const char *name, char *out, unsigned size) {
    const char *value;
    int result = text_of(d, name, &value);
    return result == SUCCESS ? copy(value, out, size) : result;
}

static int init(void) {
    load();
    const char *wanted = find("init");
    if (wanted != NULL && *wanted == '!') return atoi(wanted + 1);
    const char *now = find("session");
    strcpy(session, now == NULL ? "" : now);
    const char *gpus = find("count");
    count = gpus == NULL ? 0 : atoi(gpus);
    for (int i = 0; i < MAX_GPUS; i++)
        for (int j = 0; j <= MAX_PARTS; j++) devices[i][j] = (device){.gpu = i, .part = j};
    initialised = 1;
    return SUCCESS;
}

static int get_count(unsigned *out) {
    load();
    if (!is_open()) return UNINITIALIZED;
    *out = count;
    return SUCCESS;
}

static int get_handle(unsigned index, device **out) {
    if (!is_open()) return UNINITIALIZED;
    if (index >= count) return INVALID;
    const char *value;
    char key[32];
    snprintf(key, sizeof key, "%u.handle", index);
    int result = value_of(key, &value);
    if (result != SUCCESS && result != UNSUPPORTED) return result;
    *out = &devices[index][MAX_PARTS];
    return SUCCESS;
}

int nvmlInit(void) { return init(); }
int nvmlShutdown(void) { initialised = 0; return SUCCESS; }
int nvmlDeviceGetCount(unsigned *out) { return get_count(out); }
int nvmlDeviceGetHandleByIndex(unsigned index, device **out) { return get_handle(index, out); }

int nvmlSystemGetDriverVersion(char *out, unsigned size) {
    const char *value;
    int result = value_of("driver", &value);
    return result == SUCCESS ? copy(value, out, size) : result;
}

int nvmlSystemGetCudaDriverVersion(int *out) {
    const char *value;
    int result = value_of("cuda", &value);
    if (result == SUCCESS) *out = atoi(value);
    return result;
}

int nvmlSystemGetProcessName(unsigned pid, char *out, unsigned size) {
    char key[32];
    const char *value;
    snprintf(key, sizeof key, "process.%u", pid);
    int result = value_of(key, &value);
    return result == SUCCESS ? copy(value, out, size) : result == UNSUPPORTED ? NOT_FOUND : result;
}

int nvmlDeviceGetName(device *d, char *out, unsigned size) { return text(d, "name", out, size); }
int nvmlDeviceGetUUID(device *d, char *out, unsigned size) { return text(d, "uuid", out, size); }
int nvmlDeviceGetSerial(device *d, char *out, unsigned size) { return text(d, "serial", out, size); }
int nvmlDeviceGetVbiosVersion(device *d, char *out, unsigned size) { return text(d, "vbios", out, size); }

typedef struct { char old_bus_id[16]; unsigned domain, bus, device, ids, subsystem; char bus_id[32]; } pci_info;

static int pci(device *d, pci_info *out, size_t size) {
    pci_info info = {0};
    int result = text(d, "bus", info.bus_id, sizeof info.bus_id);
    if (result == SUCCESS) {
        /* Without the upper half of the domain. */
        snprintf(info.old_bus_id, sizeof info.old_bus_id, "%.15s", info.bus_id + 4);
        memcpy(out, &info, size);
    }
    return result;
}

int nvmlDeviceGetPciInfo(device *d, pci_info *out) { return pci(d, out, offsetof(pci_info, bus_id)); }

typedef struct { u64 total, free, used; } memory;

static int memory_of(device *d, memory *out, u64 *reserved) {
    *reserved = 0;
    number(d, "memory.reserved", reserved);
    int result = number(d, "memory.total", &out->total);
    if (result == SUCCESS) result = number(d, "memory.used", &out->used);
    if (result == SUCCESS) out->free = out->total - out->used - *reserved;
    return result;
}

int nvmlDeviceGetMemoryInfo(device *d, memory *out) {
    u64 reserved;
    int result = memory_of(d, out, &reserved);
    if (result == SUCCESS) out->used += reserved;
    return result;
}

int nvmlDeviceGetUtilizationRates(device *d, unsigned out[2]) {
    int result = number32(d, "util.gpu", &out[0]);
    return result == SUCCESS ? number32(d, "util.memory", &out[1]) : result;
}

int nvmlDeviceGetEncoderUtilization(device *d, unsigned *out, unsigned *period) {
    *period = 167000;
    return number32(d, "util.encoder", out);
}

int nvmlDeviceGetDecoderUtilization(device *d, unsigned *out, unsigned *period) {
    *period = 167000;
    return number32(d, "util.decoder", out);
}

int nvmlDeviceGetTemperature(device *d, int sensor, unsigned *out) {
    return sensor == 0 ? number32(d, "temperature", out) : INVALID;
}

int nvmlDeviceGetTemperatureThreshold(device *d, int type, unsigned *out) {
    return number32(d, type == 0 ? "temperature.shutdown" : "temperature.slowdown", out);
}

int nvmlDeviceGetPowerUsage(device *d, unsigned *out) { return number32(d, "power", out); }
int nvmlDeviceGetEnforcedPowerLimit(device *d, unsigned *out) { return number32(d, "power.limit", out); }
int nvmlDeviceGetPowerManagementDefaultLimit(device *d, unsigned *out) { return number32(d, "power.standard", out); }

int nvmlDeviceGetPowerManagementLimitConstraints(device *d, unsigned *lowest, unsigned *highest) {
    int result = number32(d, "power.lowest", lowest);
    return result == SUCCESS ? number32(d, "power.highest", highest) : result;
}

int nvmlDeviceGetFanSpeed(device *d, unsigned *out) { return number32(d, "fan", out); }

int nvmlDeviceGetClockInfo(device *d, int type, unsigned *out) {
    return type == 1 ? number32(d, "clock.sm", out) : type == 2 ? number32(d, "clock.memory", out) : INVALID;
}

int nvmlDeviceGetPerformanceState(device *d, unsigned *out) { return number32(d, "pstate", out); }
int nvmlDeviceGetCurrentClocksThrottleReasons(device *d, u64 *out) { return number(d, "throttle", out); }

int nvmlDeviceGetTotalEccErrors(device *d, int type, int counter, u64 *out) {
    char name[32];
    snprintf(name, sizeof name, "ecc.%s.%s", counter == 0 ? "volatile" : "aggregate",
             type == 0 ? "corrected" : "uncorrected");
    return number(d, name, out);
}

int nvmlDeviceGetRetiredPages(device *d, int cause, unsigned *pages, u64 *addresses) {
    unsigned found = 0;
    int result = number32(d, cause == 0 ? "retired.single" : "retired.double", &found);
    if (result != SUCCESS) return result;
    unsigned room = *pages;
    *pages = found;
    return addresses == NULL && found > room ? SMALL : SUCCESS;
}

int nvmlDeviceGetPcieThroughput(device *d, int counter, unsigned *out) {
    return number32(d, counter == 0 ? "pcie.tx" : "pcie.rx", out);
}

int nvmlDeviceGetCurrPcieLinkGeneration(device *d, unsigned *out) { return number32(d, "pcie.generation", out); }
int nvmlDeviceGetCurrPcieLinkWidth(device *d, unsigned *out) { return number32(d, "pcie.lanes", out); }
int nvmlDeviceGetMaxPcieLinkGeneration(device *d, unsigned *out) { return number32(d, "pcie.generation.both", out); }
int nvmlDeviceGetMaxPcieLinkWidth(device *d, unsigned *out) { return number32(d, "pcie.lanes.both", out); }
int nvmlDeviceGetComputeMode(device *d, unsigned *out) { return number32(d, "compute", out); }

int nvmlDeviceGetNvLinkState(device *d, unsigned link, unsigned *out) {
    char name[32];
    snprintf(name, sizeof name, "nvlink.%u", link);
    return number32(d, name, out);
}

/* A process is "PID LETTERS BYTES"; the letters C, G, M are the lists that it is in. */
static int processes(device *d, char letter, unsigned *size, char *out, size_t stride) {
    if (!is_open()) return UNINITIALIZED;
    const char *value;
    unsigned found = 0, room = *size;
    int result = text_of(d, "processes", &value);
    if (result != SUCCESS) return result;
    for (unsigned i = 0;; i++) {
        char name[32], letters[8];
        unsigned pid;
        long long bytes;
        snprintf(name, sizeof name, "process.%u", i);
        if (text_of(d, name, &value) != SUCCESS) break;
        if (sscanf(value, "%u %7s %lld", &pid, letters, &bytes) != 3 || strchr(letters, letter) == NULL) continue;
        if (found < room) {
            memset(out + found * stride, 0xff, stride);
            memcpy(out + found * stride, &pid, sizeof pid);
            memcpy(out + found * stride + 8, &bytes, sizeof bytes);
        }
        found++;
    }
    *size = found;
    return found > room ? SMALL : SUCCESS;
}

int nvmlDeviceGetComputeRunningProcesses(device *d, unsigned *size, char *out) {
    return processes(d, 'C', size, out, 16);
}

int nvmlDeviceGetGraphicsRunningProcesses(device *d, unsigned *size, char *out) {
    return processes(d, 'G', size, out, 16);
}

int nvmlEventSetCreate(u64 *set) { *set = 4711; return is_open() ? SUCCESS : UNINITIALIZED; }
int nvmlEventSetFree(u64 set) { return set == 4711 ? SUCCESS : INVALID; }

int nvmlDeviceRegisterEvents(device *d, u64 types, u64 set) {
    if (set != 4711 || types != 8) return INVALID;
    d->listens = 1;
    return SUCCESS;
}

typedef struct { device *device; u64 type, data; unsigned gpu_instance, compute_instance; } event;

int nvmlEventSetWait(u64 set, event *out, unsigned timeout) {
    if (set != 4711 || timeout != 0) return INVALID;
    for (unsigned i = 0; i < count; i++) {
        device *d = &devices[i][MAX_PARTS];
        u64 xid = 0;
        if (d->listens && number(d, "xid", &xid) == SUCCESS && xid != d->xid_told) {
            d->xid_told = xid;
            *out = (event){.device = d, .type = 8, .data = xid};
            return SUCCESS;
        }
    }
    return TIMEOUT;
}

#ifndef OLD
int nvmlInit_v2(void) { return init(); }
int nvmlDeviceGetCount_v2(unsigned *out) { return get_count(out); }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, device **out) { return get_handle(index, out); }
int nvmlSystemGetCudaDriverVersion_v2(int *out) { return nvmlSystemGetCudaDriverVersion(out); }
int nvmlDeviceGetPciInfo_v3(device *d, pci_info *out) { return pci(d, out, sizeof *out); }

typedef struct { unsigned version; u64 total, reserved, free, used; } memory_v2;

int nvmlDeviceGetMemoryInfo_v2(device *d, memory_v2 *out) {
    memory plain = {0};
    if (out->version != (sizeof *out | 2 << 24)) return 25;
    int result = memory_of(d, &plain, &out->reserved);
    out->total = plain.total;
    out->free = plain.free;
    out->used = plain.used;
    return result;
}

int nvmlDeviceGetCurrentClocksEventReasons(device *d, u64 *out) { return number(d, "throttle", out); }
int nvmlDeviceGetGpuMaxPcieLinkGeneration(device *d, unsigned *out) { return number32(d, "pcie.generation.card", out); }

int nvmlDeviceGetRemappedRows(device *d, unsigned *corrected, unsigned *uncorrected, unsigned *pending,
                              unsigned *failed) {
    *pending = *failed = 0;
    int result = number32(d, "remapped.corrected", corrected);
    return result == SUCCESS ? number32(d, "remapped.uncorrected", uncorrected) : result;
}

int nvmlDeviceGetComputeRunningProcesses_v3(device *d, unsigned *size, char *out) {
    return processes(d, 'C', size, out, 24);
}

int nvmlDeviceGetGraphicsRunningProcesses_v3(device *d, unsigned *size, char *out) {
    return processes(d, 'G', size, out, 24);
}

int nvmlDeviceGetMPSComputeRunningProcesses_v3(device *d, unsigned *size, char *out) {
    return processes(d, 'M', size, out, 24);
}

int nvmlDeviceGetMigMode(device *d, unsigned *now, unsigned *pending) {
    *pending = 0;
    return number32(d, "mig", now);
}

int nvmlDeviceGetMaxMigDeviceCount(device *d, unsigned *out) {
    *out = MAX_PARTS;
    return d->part == MAX_PARTS ? SUCCESS : UNSUPPORTED;
}

int nvmlDeviceGetMigDeviceHandleByIndex(device *d, unsigned index, device **out) {
    unsigned instance;
    *out = &devices[d->gpu][index];
    return number32(*out, "instance", &instance) == SUCCESS ? SUCCESS : NOT_FOUND;
}

int nvmlDeviceGetGpuInstanceId(device *d, unsigned *out) { return number32(d, "instance", out); }
int nvmlDeviceGetComputeInstanceId(device *d, unsigned *out) { return number32(d, "compute", out); }
int nvmlDeviceGetAttributes_v2(device *d, unsigned *out) { return number32(d, "processors", out); }
int nvmlEventSetWait_v2(u64 set, event *out, unsigned timeout) { return nvmlEventSetWait(set, out, timeout); }
#endif

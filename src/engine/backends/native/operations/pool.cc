#include "pool.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

namespace convas {
namespace {

/** How long a thread looks for work before it sleeps: operations follow each other within microseconds. */
constexpr auto patience = std::chrono::microseconds(60);

inline void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

class Pool {
 public:
  explicit Pool(int helpers) {
    // Never joined: they end with the process, at whatever point of its end that is.
    for (int i = 0; i < helpers; i++) std::thread([this] { serve(); }).detach();
  }

  void run(int parts, const std::function<void(int)>& work) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      work_ = &work;
      parts_ = parts;
      done_.store(0, std::memory_order_relaxed);
      next_.store(0, std::memory_order_relaxed);
      round_.fetch_add(1, std::memory_order_release);
    }
    wake_.notify_all();
    take();
    while (done_.load(std::memory_order_acquire) < parts) pause();
    // No helper may still look at this work when the next begins.
    std::lock_guard<std::mutex> lock(mutex_);
    work_ = nullptr;
  }

  std::mutex busy;

 private:
  void take() {
    for (;;) {
      const int part = next_.fetch_add(1, std::memory_order_relaxed);
      if (part >= parts_) return;
      (*work_)(part);
      done_.fetch_add(1, std::memory_order_release);
    }
  }

  void serve() {
    unsigned seen = 0;
    for (;;) {
      const auto until = std::chrono::steady_clock::now() + patience;
      while (round_.load(std::memory_order_acquire) == seen && std::chrono::steady_clock::now() < until)
        for (int i = 0; i < 16; i++) pause();
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [&] { return round_.load(std::memory_order_relaxed) != seen; });
      seen = round_.load(std::memory_order_relaxed);
      if (!work_) continue;
      const std::function<void(int)>* work = work_;
      const int parts = parts_;
      int part;
      while ((part = next_.fetch_add(1, std::memory_order_relaxed)) < parts) {
        lock.unlock();
        (*work)(part);
        lock.lock();
        done_.fetch_add(1, std::memory_order_release);
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  const std::function<void(int)>* work_ = nullptr;
  int parts_ = 0;
  std::atomic<unsigned> round_{0};
  std::atomic<int> next_{0};
  std::atomic<int> done_{0};
};

int wantedThreads() {
  const char* text = std::getenv("TF_NUM_INTRAOP_THREADS");
  const int wanted = text ? std::atoi(text) : 0;
  const int own = static_cast<int>(std::thread::hardware_concurrency());
  return wanted > 0 ? wanted : own > 0 ? own : 1;
}

struct Memory {
  float* data = nullptr;
  size_t floats = 0;
  ~Memory() { std::free(data); }
};
thread_local Memory memories[8];

}  // namespace

int threadCount() {
  static const int count = wantedThreads();
  return count;
}

void inParts(int parts, const std::function<void(int)>& work) {
  static Pool* pool = threadCount() > 1 ? new Pool(threadCount() - 1) : nullptr;
  if (pool && parts > 1 && pool->busy.try_lock()) {
    std::lock_guard<std::mutex> lock(pool->busy, std::adopt_lock);
    pool->run(parts, work);
    return;
  }
  for (int part = 0; part < parts; part++) work(part);
}

float* scratch(int slot, size_t floats) {
  Memory& memory = memories[slot];
  if (memory.floats < floats) {
    std::free(memory.data);
    const size_t bytes = (floats * sizeof(float) + 4095) / 4096 * 4096;
    memory.data = static_cast<float*>(std::aligned_alloc(64, bytes));
    memory.floats = memory.data ? bytes / sizeof(float) : 0;
    if (!memory.data) throw std::bad_alloc();
  }
  return memory.data;
}

}  // namespace convas

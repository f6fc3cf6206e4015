#pragma once
#include <functional>

namespace convas {

/** Threads that an operation's work is spread over: as many as TensorFlow has within an operation. */
int threadCount();

/**
 * Does `work(0)` to `work(parts - 1)`, side by side where the threads are free and one after the other where another
 * operation has them. What is computed must depend on the parts alone.
 */
void inParts(int parts, const std::function<void(int)>& work);

/** Memory of this thread's that is kept for the next time: aligned to 64 bytes, not cleared. @param slot which of some */
float* scratch(int slot, size_t floats);

}  // namespace convas

#pragma once
#include <map>
#include <memory>
#include <typeindex>

namespace skifte::sim {

/// What the kinds of agents show each other: one plain struct a kind ("signals"), found by its type. The owner writes
/// it in the publish phase (or a process event does), everybody else keeps a const reference from construction on.
class Blackboard {
 public:
  /// The struct of type T, made with its default values on first mention.
  template <class T>
  T& of() {
    auto& entry = entries_[std::type_index(typeid(T))];
    if (!entry) entry = std::make_shared<T>();
    return *static_cast<T*>(entry.get());
  }

 private:
  std::map<std::type_index, std::shared_ptr<void>> entries_;
};

}  // namespace skifte::sim

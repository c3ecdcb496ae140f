package dev.gatehouse.ingress.route;

import java.util.Arrays;

/**
 * Some of a table's places, least first and each once, merged out of sorted lists while they are asked for.
 *
 * <p>Most requests find one to three lists, where looking at the head of each is the fastest. Many are put into one
 * and sorted, so that no set of routes makes a request cost more than that.
 */
final class Candidates {
    static final int NONE = -1;

    private static final int FEW = 12;

    private int[][] lists = new int[4][];
    private int[] heads = new int[4];
    private int size;
    private int last = NONE;

    void add(int[] places) {
        if (places.length == 0) {
            return;
        }
        if (size == lists.length) {
            lists = Arrays.copyOf(lists, 2 * size);
            heads = Arrays.copyOf(heads, 2 * size);
        }
        lists[size++] = places;
    }

    /** The next place, or {@link #NONE}. */
    int next() {
        if (size > FEW) {
            sortIntoOne();
        }
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            int[] list = lists[i];
            int head = heads[i];
            while (head < list.length && list[head] <= last) {
                head++;
            }
            heads[i] = head;
            if (head < list.length && list[head] < least) {
                least = list[head];
            }
        }
        last = least;
        return least == Integer.MAX_VALUE ? NONE : least;
    }

    private void sortIntoOne() {
        int total = 0;
        for (int i = 0; i < size; i++) {
            total += lists[i].length;
        }
        int[] all = new int[total];
        int end = 0;
        for (int i = 0; i < size; i++) {
            System.arraycopy(lists[i], 0, all, end, lists[i].length);
            end += lists[i].length;
        }
        Arrays.sort(all);
        lists[0] = all;
        size = 1;
    }
}
